import test from 'ava'
import fc from 'fast-check'
import { OperatorError } from '../../src/kernel/lib/operator-error.ts'
import { openDirectory } from './directory.ts'
import { nipOf, pegawai } from './feeds.ts'

/** Whatever snapshots come, no two people share a number, nobody has two accounts, and no id of a source changes its person. */

const line = fc.record({ id: fc.integer({ min: 1, max: 5 }), nip: fc.integer({ min: 1, max: 5 }), lahir: fc.constantFrom('01', '02') })
const snapshot = fc.record({ lines: fc.array(line, { minLength: 1, maxLength: 5 }), full: fc.boolean() })

test('any sequence of snapshots leaves one person one account and one number one person', async (t) => {
  const directory = await openDirectory(t)
  const owners = new Map<string, string>()
  let day = Date.parse('2026-11-22T00:00:00Z')
  await fc.assert(fc.asyncProperty(fc.array(snapshot, { minLength: 1, maxLength: 3 }), async (snapshots) => {
    for (const { lines, full } of snapshots) {
      day += 86_400_000
      const people = lines.map(({ id, nip, lahir }) =>
        pegawai(id, { pns_id: `P${id}`, nip_baru: nipOf(nip), tanggal_lahir: `${lahir}-01-1980`, unor_id: 'U1' }))
      await directory.import({ pegawai: people, full, day: new Date(day).toISOString().slice(0, 10) }).catch((error: unknown) => {
        if (!(error instanceof OperatorError)) throw error
      })
    }
    const shared = await directory.rows(
      'SELECT nip FROM pegawai_nip WHERE valid_to IS NULL GROUP BY nip HAVING count(DISTINCT pegawai_id) > 1')
    const sources = await directory.rows<{ external_id: string; pegawai_id: string }>('SELECT external_id, pegawai_id FROM pegawai_sumber')
    for (const { external_id, pegawai_id } of sources) {
      t.is(owners.get(external_id) ?? pegawai_id, pegawai_id, 'a sub never goes to somebody else')
      owners.set(external_id, pegawai_id)
    }
    const unknown = await directory.rows('SELECT id FROM pegawai WHERE id NOT IN (SELECT pegawai_id FROM pegawai_sumber)')
    t.deepEqual([shared, unknown], [[], []])
  }), { numRuns: 15 })
  t.true(owners.size > 1)
})
