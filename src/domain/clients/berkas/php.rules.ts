import { ACRS } from '../../accounts/acr.rules.ts'
import type { Stelan } from './stelan.ts'

/** The one place of the parts that is filled in. */
const HOLE = "array('@STELAN@' => null)"

/** As long as a session of the service at most (decision 16), in seconds. */
const LONGEST_S = 43_200

type PhpValue = string | number | readonly string[]

/** @returns a value as PHP source; nothing in a single-quoted text is read but the quote and the backslash */
export function phpLiteral(value: PhpValue): string {
  if (typeof value === 'number') return String(value)
  if (typeof value !== 'string') return `array(${value.map(phpLiteral).join(', ')})`
  return `'${value.replace(/[\\']/g, '\\$&')}'`
}

/**
 * @param redirectUri as it is registered
 * @returns the address on its own host at which the file is opened: the folder of the redirect URI, or the file itself
 */
export function phpDoor(redirectUri: string): string {
  const { pathname } = new URL(redirectUri)
  return pathname.endsWith('.php') ? pathname : pathname.slice(0, pathname.lastIndexOf('/') + 1)
}

/** @returns where people are when nothing else is asked for */
function homeOf({ setelahKeluar }: Stelan): string {
  return setelahKeluar === undefined ? '/' : new URL(setelahKeluar).pathname
}

function settingsOf(stelan: Stelan): Record<string, PhpValue> {
  return {
    issuer: stelan.issuer, client_id: stelan.clientId, nama: stelan.nama, redirect_uri: stelan.redirectUri,
    setelah_keluar: stelan.setelahKeluar ?? '', pintu: phpDoor(stelan.redirectUri), beranda: homeOf(stelan),
    scope: stelan.scope, cara_klien: stelan.caraKlien, alg: stelan.alg, acr_minimum: stelan.acrMinimum ?? '', urutan_acr: ACRS,
    paling_lama: LONGEST_S, nama_sesi: '', folder: '', berkas_ca: '',
  }
}

/**
 * The one file without dependencies, for PHP 5.6 to 8.x.
 * @param parts the files of php/ in their order, each beginning with `<?php`
 * @returns its source; no secret stands in it
 */
export function phpFile(parts: readonly string[], stelan: Stelan): string {
  const body = parts.map((part) => part.replace(/^<\?php\n/, '').trim()).join('\n\n')
  const settings = Object.entries(settingsOf(stelan))
    .map(([name, value]) => `        ${phpLiteral(name)} => ${phpLiteral(value)},\n`).join('')
  return `<?php\n${body.replace(HOLE, () => `array(\n${settings}    )`)}\n`
}

/**
 * For a folder on Apache whose registered addresses are no files: everything below it is answered by its index.php, by
 * mod_dir, which every Apache has; nothing is rewritten.
 */
export const phpHtaccess = ({ redirectUri }: Stelan): string => {
  const door = phpDoor(redirectUri)
  return `# Di folder ${door} server web (AllowOverride Indexes), atau isinya di dalam <Directory> folder itu.
FallbackResource ${door}index.php
`
}
