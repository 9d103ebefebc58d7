import { groupNip } from '../domain/pegawai/nip.rules.ts'
import { DEMO_PASSWORD } from './demo.ts'
import type { DemoAccountRow } from './demo.queries.ts'

/** @returns rows of cells as aligned columns */
function columns(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]?.map((_, index) => Math.max(...rows.map((row) => [...(row[index] ?? '')].length))) ?? []
  return rows.map((row) => row.map((cell, index) => cell.padEnd(widths[index] ?? 0)).join('  ').trimEnd())
    .map((line) => `  ${line}`).join('\n')
}

/** What a newcomer reads when everything is up: the addresses and who can sign in. */
export function demoTable(
  { issuer, demo, accounts, messages }: {
    issuer: string; demo: string | undefined; accounts: readonly DemoAccountRow[]
    /** whether they are shown, as none is sent */
    messages: boolean
  },
): string {
  const addresses = [
    `Banten Satu Login   ${issuer}`, ...(demo === undefined ? [] : [`Demo application    ${demo}`]),
    ...(messages ? [`Messages and codes  ${issuer}/pesan`] : []),
  ]
  if (accounts.length === 0) return `\n${addresses.join('\n')}\n\nCtrl-C stops it.`
  const rows = accounts.map(({ role, nip, nama, keterangan, totpSecret }) =>
    [role, groupNip(nip), nama, keterangan, totpSecret ?? ''])
  return [
    '', ...addresses, '', `Demo accounts (synthetic people), all with the password ${DEMO_PASSWORD}`, '',
    columns([['role', 'NIP', 'name', 'who', 'key for an authenticator application'], ...rows]), '', 'Ctrl-C stops everything.',
  ].join('\n')
}
