import { spawn } from 'node:child_process'

/** Runs one command and resolves with its exit status and everything it printed. */
function run(command: string, args: string[]): Promise<{ status: number; output: string }> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'] })
    let output = ''
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString()
      process.stdout.write(chunk)
    })
    child.on('close', (code) => resolve({ status: code ?? 1, output }))
  })
}

const steps = [
  await run('tsc', []),
  await run('eslint', ['.']),
]
const ava = await run('ava', ['--tap'])
const passed = (ava.output.match(/^ok /gm) ?? []).length + steps.filter((s) => s.status === 0).length
const failed = (ava.output.match(/^not ok /gm) ?? []).length + steps.filter((s) => s.status !== 0).length
console.log(`\n${passed} passed, ${failed} failed`)
process.exit(Math.max(...steps.map((s) => s.status), ava.status))
