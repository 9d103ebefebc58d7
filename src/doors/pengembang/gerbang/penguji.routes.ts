import type { Context } from 'koa'
import { z } from 'zod'
import { readForm } from '../../../kernel/http/form.ts'
import { ID_FORM } from '../../../kernel/lib/ids.ts'
import type { ClientFile } from '../../../domain/clients/operasi/index.ts'
import { membersOf } from '../../../domain/clients/masuk/masuk.queries.ts'
import { changeTesters } from '../../../domain/clients/masuk/masuk.service.ts'
import type { Route } from '../../route.ts'
import { clientPath, KLIEN, type KlienDependencies, ownClient, showClient } from '../klien.ts'
import { actOf, peopleTyped, presentMember, text } from './bersama.ts'

const PATH = `${KLIEN}/:klien/penguji`
const MOST = 100

const form = z.object({ csrf: text, nip: text, lepas: text })

/** Who tries an application of the OPD while it is on trial. */
export function pengujiRoutes(dependencies: KlienDependencies): Route[] {
  return [
    { method: 'GET', path: PATH, handle: async (ctx) => show(dependencies, ctx, await ownClient(dependencies, ctx, 'pengembang', 'admin-opd')) },
    { method: 'POST', path: PATH, handle: (ctx) => change(dependencies, ctx) },
  ]
}

async function show(
  dependencies: KlienDependencies, ctx: Context, client: ClientFile, wrong?: { nilai: string; galat: string },
): Promise<void> {
  const { database, clock } = dependencies
  const { clientId, unitId, opd, state } = client
  const orang = await membersOf(database, 'client_tester', { clientId, unitId, today: clock.today() })
  if (wrong) ctx.status = 400
  showClient(dependencies, ctx, client, 'pengembang/gerbang/penguji.njk', {
    judul: orang.length === 0 ? 'Belum ada penguji' : `${orang.length} penguji`, opd, uji: state === 'uji',
    orang: orang.map(presentMember), gagal: wrong !== undefined, nilai: wrong?.nilai, galat: wrong && { nip: wrong.galat },
  })
}

async function change(dependencies: KlienDependencies, ctx: Context): Promise<void> {
  const client = await ownClient(dependencies, ctx, 'pengembang')
  const { csrf, nip, lepas } = await readForm(ctx, form)
  dependencies.staff.check(ctx, csrf)
  const { clientId, unitId, opd } = client
  const path = `${clientPath(clientId)}/penguji`
  if (ID_FORM.test(lepas)) {
    await actOf(dependencies, ctx, (act) => changeTesters(act, clientId, { lepas: [lepas] }))
    return dependencies.staff.done(ctx, path, 'dilepas')
  }
  const nilai = nip.slice(0, 40)
  const [person] = await peopleTyped(dependencies, [nilai], unitId)
  // Of another OPD's people nothing is told, not even that there is one.
  if (person?.of_opd !== true) return show(dependencies, ctx, client, { nilai, galat: `Tidak ada pegawai ${opd} dengan NIP itu.` })
  const { database, clock } = dependencies
  if ((await membersOf(database, 'client_tester', { clientId, unitId, today: clock.today() })).length >= MOST) {
    return show(dependencies, ctx, client, { nilai, galat: `Paling banyak ${MOST} penguji. Lepaskan yang tidak menguji lagi.` })
  }
  await actOf(dependencies, ctx, (act) => changeTesters(act, clientId, { tambah: [person.pegawai_id] }))
  dependencies.staff.done(ctx, path, 'ditambah')
}
