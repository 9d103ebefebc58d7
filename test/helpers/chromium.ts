import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { join } from 'node:path'
import { promisify } from 'node:util'

/** How to start a browser: what Playwright's `launch` needs. */
export interface Chromium {
  readonly executablePath?: string
  readonly channel?: 'chrome'
  readonly env?: Record<string, string>
}

const MODULES = fileURLToPath(new URL('../../node_modules', import.meta.url))
const PACKED = join(MODULES, '@sparticuz', 'chromium')
const MAC_CHROME = '/Applications/Google Chrome.app'

type Kind = 'given' | 'installed' | 'chrome' | 'packed'

/** Which browser this machine has, the installed one before the packed one; undefined when none. */
export function kindOfBrowser(): Kind | undefined {
  if (process.env['CHROMIUM_PATH']) return 'given'
  if (existsSync('/usr/bin/chromium')) return 'installed'
  if (process.platform === 'darwin' && existsSync(MAC_CHROME)) return 'chrome'
  // @sparticuz/chromium carries a Linux x64 binary alone.
  if (process.platform === 'linux' && process.arch === 'x64' && existsSync(PACKED)) return 'packed'
  return undefined
}

/** The bundled fonts alone, so that a page looks the same on every machine. */
const fontsConf = (folder: string): string => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>${folder}/fonts</dir><cachedir>${folder}/fonts-cache</cachedir></fontconfig>
`

// The package unpacks into the temporary folder of its process and takes whatever lies there for itself. A process of
// its own with a folder of its own, renamed into place when complete: two test files may do it at once.
const UNPACK = `const { default: chromium } = await import('@sparticuz/chromium'); await chromium.executablePath()`

/** Unpacks the packed browser unless it was done for this version. @returns the folder it lies in */
async function unpackOnce(): Promise<string> {
  const { version } = JSON.parse(readFileSync(join(PACKED, 'package.json'), 'utf8')) as { version: string }
  const folder = join(MODULES, '.cache', `chromium-${version}`)
  if (existsSync(folder)) return folder
  const draft = `${folder}.${process.pid}`
  mkdirSync(draft, { recursive: true })
  try {
    await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', UNPACK], {
      cwd: join(MODULES, '..'),
      // With this name set the package also unpacks the NSS libraries that a bare machine lacks.
      env: { ...process.env, TMPDIR: draft, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs22.x' },
    })
    writeFileSync(join(draft, 'fonts.conf'), fontsConf(folder))
    renameSync(draft, folder)
  } catch (error) {
    // Another file was faster: a folder in place is a complete one.
    if (!existsSync(folder)) throw error
  } finally {
    rmSync(draft, { recursive: true, force: true })
  }
  return folder
}

let unpacked: Promise<string> | undefined
const unpack = (): Promise<string> => unpacked ??= unpackOnce()

/** @throws Error when CHROMIUM_PATH names nothing or the machine has no browser */
export async function findChromium(): Promise<Chromium> {
  switch (kindOfBrowser()) {
    case 'given': {
      const executablePath = process.env['CHROMIUM_PATH'] ?? ''
      if (!existsSync(executablePath)) throw new Error(`CHROMIUM_PATH names ${executablePath}, where there is no browser.`)
      return { executablePath }
    }
    case 'installed': return { executablePath: '/usr/bin/chromium' }
    case 'chrome': return { channel: 'chrome' }
    case 'packed': {
      const folder = await unpack()
      const env = { LD_LIBRARY_PATH: join(folder, 'al2023', 'lib'), FONTCONFIG_FILE: join(folder, 'fonts.conf') }
      return { executablePath: join(folder, 'chromium'), env }
    }
    case undefined: throw new Error(`There is no browser for ${process.platform}-${process.arch}; set CHROMIUM_PATH.`)
  }
}
