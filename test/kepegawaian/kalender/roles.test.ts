import test from 'ava'
import { openCalendar } from './support.ts'

/** Roles that are bound to an OPD end when their holder has left it (decision 27). */

type Days = [from: string, to: string | null]

interface Case {
  readonly title: string
  /** Posts by unit, and assignments. */
  readonly posts: [unit: 'opd' | 'bawahan' | 'lain', ...Days][]
  readonly plt?: ['opd' | 'bawahan' | 'lain', ...Days]
  readonly role?: 'opd' | null
  readonly stays: boolean
}

const TODAY = '2026-12-01'

const CASES: Case[] = [
  { title: 'who still works there', posts: [['opd', '2020-01-01', null]], stays: true },
  { title: 'who works in a unit below', posts: [['opd', '2020-01-01', '2026-06-01'], ['bawahan', '2026-06-01', null]], stays: true },
  { title: 'who has moved today', posts: [['opd', '2020-01-01', TODAY], ['lain', TODAY, null]], stays: false },
  { title: 'who has moved from a unit below', posts: [['bawahan', '2020-01-01', TODAY], ['lain', TODAY, null]], stays: false },
  { title: 'who moves tomorrow', posts: [['opd', '2020-01-01', '2026-12-02'], ['lain', '2026-12-02', null]], stays: true },
  { title: 'who has no post any more', posts: [['opd', '2020-01-01', TODAY]], stays: false },
  { title: 'who stands in there', posts: [['opd', '2020-01-01', TODAY], ['lain', TODAY, null]], plt: ['bawahan', TODAY, null], stays: true },
  { title: 'whose standing in is over', posts: [['opd', '2020-01-01', TODAY], ['lain', TODAY, null]], plt: ['opd', '2026-11-01', TODAY], stays: false },
  { title: 'who never worked there', posts: [['lain', '2020-01-01', null]], stays: true },
  { title: 'who had left before it was given', posts: [['opd', '2015-01-01', '2019-01-01'], ['lain', '2019-01-01', null]], stays: true },
  { title: 'who has no post at all', posts: [], stays: true },
  { title: 'whose role is bound to nothing', posts: [['opd', '2020-01-01', TODAY], ['lain', TODAY, null]], role: null, stays: true },
]

for (const { title, posts, plt, role = 'opd', stays } of CASES) {
  test(`the role of somebody ${title} ${stays ? 'stays' : 'ends, with an event, once'}`, async (t) => {
    const calendar = await openCalendar(t, `${TODAY} 00:00`)
    const { owner } = calendar.db
    const units = { opd: await calendar.addOpd(), bawahan: await calendar.addOpd(), lain: await calendar.addOpd() }
    await owner.knex('unit_kerja').where({ id: units.bawahan }).update({ induk_id: units.opd, jenis: 'Bidang' })
    const [id = '', bystander = ''] = await calendar.addPeople(2)
    for (const [unit, valid_from, valid_to] of posts) {
      await owner.knex('pegawai_jabatan').insert({ pegawai_id: id, unit_id: units[unit], valid_from, valid_to })
    }
    if (plt) {
      await owner.knex('penugasan').insert({
        pegawai_id: id, sumber: 'uji', jenis: 'PLT', jabatan: 'Kepala', unit_id: units[plt[0]], valid_from: plt[1], valid_to: plt[2],
      })
    }
    await owner.knex('product_role').insert([id, bystander].map((pegawai_id) => ({
      pegawai_id, role: role === null ? 'auditor' : 'admin-opd', unit_id: role === null ? null : units[role],
      valid_from: '2020-01-01', given_by: 'uji',
    })))
    await calendar.run()
    await calendar.run()
    const live = await owner.knex('product_role').whereNull('revoked_at').select<{ pegawai_id: string }[]>('pegawai_id')
    t.deepEqual(live.map((one) => one.pegawai_id).sort(), (stays ? [id, bystander] : [bystander]).sort())
    t.deepEqual((await calendar.events('peran.dicabut')).map(({ subject, actor, data }) => ({ subject, actor, data })),
      stays ? [] : [{ subject: id, actor: 'sistem', data: { peran: 'admin-opd', unit: units.opd, sebab: 'pindah' } }])
  })
}
