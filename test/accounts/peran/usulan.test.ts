import test from 'ava'
import { endRole, giveProposed, proposeRole, refuseProposed } from '../../../src/domain/accounts/peran/usulan.service.ts'
import { findPersonToday } from '../../../src/domain/pegawai/person.queries.ts'
import type { Scope } from '../../helpers/scope.ts'
import { clockAt } from '../../kepegawaian/feeds.ts'
import { openStage, TODAY } from '../../permohonan/kursi/stage.ts'

/** Ari and Beni are admins, Kiki keamanan, Siti nobody yet. */
async function office(t: Scope) {
  const stage = await openStage(t)
  const { app, owner } = stage.db
  const person = (nama: string) => stage.person(nama, { jabatan: 'Pranata Komputer', unit: stage.unit.dinas })
  const [ari, beni, kiki, siti] = [await person('Ari'), await person('Beni'), await person('Kiki'), await person('Siti')]
  const holds = (pegawai_id: string, role: string) =>
    owner.knex('product_role').insert({ pegawai_id, role, valid_from: '2026-01-01', given_by: 'operator' })
  await holds(ari, 'admin')
  const desk = (oleh: string) => ({ database: app, clock: clockAt(TODAY), oleh })
  const rolesOf = async (id: string) => (await findPersonToday(app, id, TODAY))?.roles.map(({ role }) => role)
  const input = { peran: 'csirt', unit: '', sampai: '', alasan: 'Bertugas di CSIRT.' }
  const propose = async (oleh: string, untuk: string, change: object = {}) => {
    const done = await proposeRole(desk(oleh), untuk, { ...input, ...change })
    return done?.ok ? done.id : ''
  }
  return { stage, ari, beni, kiki, siti, holds, desk, rolesOf, input, propose }
}

test('one proposes, another gives, and both are told of in the audit trail', async (t) => {
  const { stage, ari, beni, siti, holds, desk, rolesOf, propose } = await office(t)
  await holds(beni, 'admin')
  const id = await propose(ari, siti, { sampai: '2026-12-31' })
  t.deepEqual(await rolesOf(siti), [], 'a proposal gives nothing')
  t.is(await giveProposed(desk(ari), id), 'usulan-sendiri')
  t.is(await giveProposed(desk(siti), id), 'untuk-diri')
  t.is(await giveProposed(desk(beni), id), 'diberikan')
  t.deepEqual(await rolesOf(siti), ['csirt'])
  t.is(await giveProposed(desk(beni), id), 'sudah-diputus')
  const events = await stage.db.app.knex('audit_event').where('kind', 'like', 'peran.%').orderBy('kind')
    .select<{ kind: string; actor: string; data: object }[]>('kind', 'actor', 'data')
  t.deepEqual(events.map(({ kind, actor }) => [kind, actor]), [['peran.diberikan', `pegawai:${beni}`], ['peran.diusulkan', `pegawai:${ari}`]])
  t.deepEqual(events[0]?.data, { peran: 'csirt', sampai: '2026-12-31', usulan: id })
})

test('keamanan may be the second one; who proposed must still be admin then', async (t) => {
  const { stage, ari, beni, kiki, siti, holds, desk, rolesOf, propose } = await office(t)
  await holds(kiki, 'keamanan')
  t.is(await giveProposed(desk(kiki), await propose(ari, siti)), 'diberikan')
  const late = await propose(ari, beni, { peran: 'auditor' })
  await stage.run(`UPDATE product_role SET revoked_at = now() WHERE pegawai_id = $1`, [ari])
  t.is(await giveProposed(desk(kiki), late), 'pengusul-tidak-bertugas')
  t.deepEqual([await rolesOf(siti), await rolesOf(beni)], [['csirt'], []])
})

for (const [title, change, others, given] of [
  ['the role admin', { peran: 'admin' }, 0, true], ['the role keamanan', { peran: 'keamanan' }, 0, true],
  ['another role', {}, 0, false], ['the role admin, with somebody who could agree', { peran: 'admin' }, 1, false],
] as const) {
  test(`an admin gives ${title} ${given ? 'alone where nobody else could agree' : 'to nobody by himself'}`, async (t) => {
    const { stage, ari, kiki, siti, holds, desk, rolesOf, input } = await office(t)
    if (others === 1) await holds(kiki, 'keamanan')
    const done = await proposeRole(desk(ari), siti, { ...input, ...change })
    t.is(done?.ok ? done.sendiri : undefined, given)
    t.deepEqual(await rolesOf(siti), given ? [{ ...input, ...change }.peran] : [])
    if (!given) {
      await t.throwsAsync(stage.db.app.knex('peran_usulan').where({ id: done?.ok ? done.id : '' })
        .update({ keadaan: 'diberikan', diputus_oleh: ari, diputus_at: new Date() }), { code: '23514' }, 'the database says so too')
    }
  })
}

for (const [title, change, galat] of [
  ['no role at all', { peran: 'raja' }, { peran: 'bukan-pilihan' }], ['a seat', { peran: 'kepala-dinas' }, { peran: 'bukan-pilihan' }],
  ['a role of an OPD without one', { peran: 'pengembang' }, { unit: 'kosong' }],
  ['a role for a unit that there is not', { peran: 'pengembang', unit: 'x' }, { unit: 'bukan-pilihan' }],
  ['no reason', { alasan: '' }, { alasan: 'kosong' }], ['yesterday', { sampai: '2026-11-27' }, { sampai: 'sudah-lewat' }],
  ['a day that is none', { sampai: '2026-02-30' }, { sampai: 'bukan-tanggal' }],
] as const) {
  test(`proposed with ${title}: refused at its field`, async (t) => {
    const { ari, siti, desk, input } = await office(t)
    t.deepEqual(await proposeRole(desk(ari), siti, { ...input, ...change }), { ok: false, galat })
  })
}

test('nobody proposes for himself, for who is held or away, or twice', async (t) => {
  const { stage, ari, beni, kiki, siti, holds, desk, input } = await office(t)
  await holds(kiki, 'keamanan')
  const why = async (id: string) => {
    const done = await proposeRole(desk(ari), id, input)
    return done?.ok === false ? done.galat : done?.ok
  }
  t.deepEqual(await why(ari), { orang: 'diri-sendiri' })
  await stage.run(`UPDATE pegawai SET keadaan = 'terbatas' WHERE id = $1`, [beni])
  t.deepEqual(await why(beni), { orang: 'bukan-pegawai-aktif' })
  await stage.run('UPDATE pegawai SET tahan = true WHERE id = $1', [beni])
  t.deepEqual(await why(beni), { orang: 'ditahan' })
  t.true(await why(siti))
  t.deepEqual(await why(siti), { peran: 'sudah-menunggu' })
})

test('of two who agree at the same time one gives; a refused proposal is not given', async (t) => {
  const { stage, ari, beni, kiki, siti, holds, desk, rolesOf, propose } = await office(t)
  await holds(beni, 'admin')
  await holds(kiki, 'keamanan')
  const id = await propose(ari, siti)
  const answers = await Promise.all([giveProposed(desk(beni), id), giveProposed(desk(kiki), id)])
  t.deepEqual(answers.toSorted(), ['diberikan', 'sudah-diputus'])
  t.is((await stage.db.app.knex('audit_event').where({ kind: 'peran.diberikan' })).length, 1)
  const other = await propose(ari, siti, { peran: 'auditor' })
  t.true(await refuseProposed(desk(kiki), other, 'tidak perlu'))
  t.false(await refuseProposed(desk(kiki), other, 'lagi'))
  t.is(await giveProposed(desk(beni), other), 'sudah-diputus')
  t.deepEqual(await rolesOf(siti), ['csirt'])
})

test('a role is taken away by one person; the last admin who can act is not, and of two who take each other one stays', async (t) => {
  const { stage, ari, beni, kiki, holds, desk } = await office(t)
  await holds(kiki, 'keamanan')
  const idOf = async (pegawai_id: string) =>
    (await stage.db.app.knex('product_role').where({ pegawai_id, revoked_at: null }).first<{ id: string }>('id')).id
  t.is(await endRole(desk(kiki), await idOf(ari), 'uji'), 'admin-terakhir')
  await holds(beni, 'admin')
  await stage.run('UPDATE account SET frozen_at = now() WHERE pegawai_id = $1', [beni])
  t.is(await endRole(desk(kiki), await idOf(ari), 'uji'), 'admin-terakhir', 'a frozen one cannot act')
  await stage.run('UPDATE account SET frozen_at = NULL', [])
  const [one, other] = [await idOf(ari), await idOf(beni)]
  const ended = await Promise.all([endRole(desk(ari), other, 'uji'), endRole(desk(beni), one, 'uji')])
  t.deepEqual(ended.toSorted(), ['admin-terakhir', 'dicabut'])
  t.is(await endRole(desk(ari), await idOf(kiki), 'Pindah tugas.'), 'dicabut')
  const data = await stage.db.app.knex('audit_event').where({ kind: 'peran.dicabut', actor: `pegawai:${ari}`, subject: kiki }).pluck<object[]>('data')
  t.deepEqual(data, [{ peran: 'keamanan', sebab: 'Pindah tugas.' }])
})
