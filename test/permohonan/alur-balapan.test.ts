import test, { type ExecutionContext } from 'ava'
import { openDatabase } from '../../src/kernel/db/database.ts'
import { newId } from '../../src/kernel/lib/ids.ts'
import { decide, Ditolak, fileApplication, withdraw } from '../../src/domain/permohonan/alur/index.ts'
import { saveDraft } from '../../src/domain/permohonan/formulir/draf.service.ts'
import { untilSomebodyWaits } from '../helpers/waiting.ts'
import { type AlurStage, bringTo, ISI, openAlur } from './alur-stage.ts'

// Two at once on one application, from two pools as from two nodes: the one who comes first counts, in either order.

type Deed = (alur: AlurStage, id: string) => Promise<unknown>

/** The same stage as another node sees it. */
function otherNode(t: ExecutionContext, alur: AlurStage): AlurStage['rumah'] {
  const database = openDatabase(alur.stage.db.appUrl)
  t.teardown(() => database.close())
  return { ...alur.rumah, database }
}

/** @returns 'boleh', or why not */
async function outcome(work: Promise<unknown>): Promise<string> {
  try {
    await work
    return 'boleh'
  } catch (error) {
    return error instanceof Ditolak ? error.alasan : error instanceof Error ? error.message : 'apa?'
  }
}

/**
 * Has both stand at the locked application before either may go on, the first in front.
 * @returns what became of each
 */
async function race(alur: AlurStage, id: string, first: () => Promise<unknown>, second: () => Promise<unknown>): Promise<string[]> {
  const { owner } = alur.stage.db
  return owner.knex.transaction(async (holder) => {
    await holder.raw('SELECT FROM permohonan WHERE id = ? FOR UPDATE', [id])
    const one = outcome(first())
    await untilSomebodyWaits(owner)
    const other = outcome(second())
    await untilSomebodyWaits(owner, 2)
    return { both: Promise.all([one, other]) }
  }).then(({ both }) => both)
}

/** Whatever happened, every part of it happened. */
async function whole(t: ExecutionContext, alur: AlurStage, id: string): Promise<void> {
  const [counts] = await alur.rows<Record<string, number>>(`
    SELECT (SELECT count(*)::int FROM permohonan_langkah WHERE permohonan_id = $1 AND putusan IS NOT NULL) AS putusan,
      (SELECT count(*)::int FROM permohonan_keputusan WHERE permohonan_id = $1) AS keputusan,
      (SELECT count(*)::int FROM audit_event WHERE kind IN ('permohonan.diputus', 'permohonan.diajukan') AND data ->> 'permohonan' = $1::text) AS kejadian`, [id])
  t.is(counts?.['putusan'], counts?.['keputusan'])
  t.is(counts?.['kejadian'], counts?.['keputusan'])
  const state = await alur.state(id)
  const desks = await alur.desks(id)
  if (state === 'berjalan') t.true(desks.length > 0 && !desks.includes('pengajuan'))
  else t.deepEqual(desks, state === 'dikembalikan' ? ['pengajuan'] : [], state)
  t.deepEqual(alur.done.filter((one) => one.endsWith(id)), state === 'selesai' ? [`applied ${id}`]
    : ['ditolak', 'ditarik'].includes(state) ? [`closed ${id}`] : [])
}

const RACES: readonly {
  readonly title: string
  /** the step that it stands at; undefined: a draft */
  readonly at?: Parameters<typeof bringTo>[1]
  readonly deeds: readonly [Deed, Deed]
  /** what becomes of both, and where it stands, when they come in this order, and in the other */
  readonly ends: readonly [readonly [string, string, string], readonly [string, string, string]]
  readonly before?: Deed
}[] = [
  {
    title: 'Kepala Dinas and who acts for him: one accepts, one refuses', at: 'disposisi-dinas',
    deeds: [
      (alur, id) => alur.say(id, 'disposisi-dinas', 'kepala-dinas', 'terima'),
      (alur, id) => alur.say(id, 'disposisi-dinas', 'csirt', 'tolak'),
    ],
    before: ({ stage, kursi, who }) =>
      stage.delegates(kursi['kepala-dinas'], who['kepala-dinas'], who.csirt, { from: '2026-11-01', last: '2026-12-31' }),
    ends: [['boleh', 'sudah-diputus', 'berjalan'], ['boleh', 'tidak-berjalan', 'ditolak']],
  },
  {
    title: 'one person, twice', at: 'disposisi-bidang',
    deeds: [
      (alur, id) => alur.say(id, 'disposisi-bidang', 'kepala-bidang', 'teruskan'),
      (alur, id) => alur.say(id, 'disposisi-bidang', 'kepala-bidang', 'teruskan'),
    ],
    ends: [['boleh', 'sudah-diputus', 'berjalan'], ['boleh', 'sudah-diputus', 'berjalan']],
  },
  {
    title: 'a decision and the OPD that takes it back', at: 'analisis',
    deeds: [
      (alur, id) => alur.say(id, 'analisis', 'kepala-seksi', 'setuju'),
      (alur, id) => withdraw(alur.rumah, { id, oleh: alur.who.pengembang, alasan: 'batal' }),
    ],
    ends: [['boleh', 'boleh', 'ditarik'], ['boleh', 'tidak-berjalan', 'ditarik']],
  },
  {
    title: 'the last decision and the OPD that takes it back', at: 'integrasi',
    deeds: [
      (alur, id) => alur.say(id, 'integrasi', 'kepala-seksi', 'selesai'),
      (alur, id) => withdraw(alur.rumah, { id, oleh: alur.who.pengembang, alasan: 'batal' }),
    ],
    ends: [['boleh', 'tidak-berjalan', 'selesai'], ['boleh', 'tidak-berjalan', 'ditarik']],
  },
  {
    title: 'one desk sends it back while another decides', at: 'disposisi-dinas',
    deeds: [
      (alur, id) => alur.say(id, 'disposisi-dinas', 'kepala-dinas', 'terima'),
      (alur, id) => alur.say(id, 'elemen', 'pemilik-data', 'kembalikan'),
    ],
    ends: [['boleh', 'boleh', 'dikembalikan'], ['boleh', 'tidak-berjalan', 'dikembalikan']],
  },
  {
    title: 'filing and an edit of the form',
    deeds: [
      (alur, id) => fileApplication(alur.rumah, { id, oleh: alur.who.pengembang }),
      async (alur, id) => {
        const saved = await saveDraft({ ...alur.rumah, issuer: 'https://login.test' }, {
          id, revisi: 1, at: alur.clock.now(), change: (now) => ({ ...now, subdomain: 'lain.bantenprov.go.id' }),
        })
        if (!saved.ok) throw new Error(saved.sebab)
      },
    ],
    ends: [['boleh', 'terkunci', 'berjalan'], ['boleh', 'isi-berubah', 'draf']],
  },
  {
    title: 'filing twice',
    deeds: [
      (alur, id) => fileApplication(alur.rumah, { id, oleh: alur.who.pengembang }),
      (alur, id) => fileApplication(alur.rumah, { id, oleh: alur.who.pengembang }),
    ],
    ends: [['boleh', 'tidak-berjalan', 'berjalan'], ['boleh', 'tidak-berjalan', 'berjalan']],
  },
  {
    title: 'a decision on what was filed first, and the corrected form filed', at: 'disposisi-bidang',
    before: async (alur, id) => {
      const old = await alur.hash(id)
      await alur.say(id, 'disposisi-bidang', 'kepala-bidang', 'kembalikan')
      await alur.edit(id, { ...ISI, keterangan: 'baru' })
      alur.clock.set('2026-11-24T09:00:00+07:00')
      return old
    },
    deeds: [
      async (alur, id) => alur.say(id, 'elemen', 'pemilik-data', 'setuju', { isiHash: await firstHash(alur, id) }),
      (alur, id) => fileApplication(alur.rumah, { id, oleh: alur.who.pengembang }),
    ],
    ends: [['tidak-berjalan', 'boleh', 'berjalan'], ['boleh', 'sudah-diputus', 'berjalan']],
  },
]

async function firstHash(alur: AlurStage, id: string): Promise<Buffer> {
  const [row] = await alur.rows<{ isi_hash: Buffer }>('SELECT isi_hash FROM permohonan_keputusan WHERE permohonan_id = $1 ORDER BY at LIMIT 1', [id])
  return row?.isi_hash ?? Buffer.alloc(0)
}

for (const { title, at, deeds, ends, before } of RACES) {
  test(`at once: ${title}`, async (t) => {
    const alur = await openAlur(t)
    const other = { ...alur, rumah: otherNode(t, alur) }
    const elsewhere: AlurStage = { ...other, say: (id, langkah, oleh, putusan, more) => alur.say(id, langkah, oleh, putusan, { rumah: other.rumah, ...more }) }
    for (const [turn, [first, second, state]] of ends.entries()) {
      const id = at === undefined ? await alur.draft() : await bringTo(alur, at)
      if (turn === 0 || title.includes('corrected')) await before?.(alur, id)
      const [one, two] = turn === 0 ? deeds : [deeds[1], deeds[0]]
      t.deepEqual([...await race(alur, id, () => one(alur, id), () => two(elsewhere, id)), await alur.state(id)], [first, second, state])
      await whole(t, alur, id)
    }
  })
}

test('at once: both owners of what a change asks for agree, and neither is lost', async (t) => {
  const alur = await openAlur(t)
  const { owner } = alur.stage.db
  const other = { ...alur.rumah, database: otherNode(t, alur).database }
  const second = await alur.stage.person('pemilik kedua', { jabatan: 'Staf', unit: alur.stage.unit.dinas })
  await owner.knex('product_role').insert({
    pegawai_id: second, role: 'pemilik-data', unit_id: alur.stage.unit.dinas, valid_from: '2026-01-01', given_by: 'operator',
  })
  await owner.knex('unit_kerja').where({ id: alur.stage.unit.dinas }).update({ slug: 'dinas-uji' })
  await owner.knex('pemilik_klaim').where({ klaim: 'opd' }).update({ unit_slug: 'dinas-uji' })
  const aplikasi = newId()
  await owner.knex('aplikasi').insert({ id: aplikasi, nama: 'SIAP', unit_id: alur.opd })
  await owner.knex('client').insert({ client_id: 'siap', aplikasi_id: aplikasi, host: 'siap.bantenprov.go.id', state: 'aktif', metadata: '{}' })
  const before = await alur.draft({ ...ISI, elemen: [] })
  await owner.knex('permohonan').where({ id: before }).update({
    client_id: 'siap', keadaan: 'selesai', nomor: 'lama', isi_hash: Buffer.alloc(32), diajukan_at: alur.clock.now(), selesai_at: alur.clock.now(),
  })
  const id = await alur.draft(ISI, { jenis: 'perubahan', prosedur: 'perubahan', versi: 1, client_id: 'siap' })
  await alur.file(id)
  await alur.say(id, 'persetujuan-opd', 'kepala-opd', 'setuju')
  t.is((await alur.desks(id)).filter((desk) => desk === 'elemen').length, 2)
  const visits = await alur.rows<{ id: string; unit_id: string }>(
    `SELECT id, unit_id FROM permohonan_langkah WHERE permohonan_id = $1 AND langkah = 'elemen'`, [id])
  const visitOf = (unit: string) => visits.find(({ unit_id }) => unit_id === unit)?.id ?? ''
  const isiHash = await alur.hash(id)
  const agree = (rumah: typeof other, langkahId: string, oleh: string) => decide(rumah, { langkahId, oleh, putusan: 'setuju', isiHash })
  t.deepEqual(await race(alur, id, () => agree(alur.rumah, visitOf(alur.pemilik), alur.who['pemilik-data']),
    () => agree(other, visitOf(alur.stage.unit.dinas), second)), ['boleh', 'boleh'])
  t.deepEqual(await alur.desks(id), ['analisis'])
  t.is(await alur.say(id, 'analisis', 'kepala-seksi', 'setuju'), 'selesai')
  await whole(t, alur, id)
})
