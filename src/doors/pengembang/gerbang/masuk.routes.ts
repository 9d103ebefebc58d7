import type { Context } from 'koa'
import { z } from 'zod'
import { readForm } from '../../../kernel/http/form.ts'
import { AppError, notFound } from '../../../kernel/lib/app-error.ts'
import { ID_FORM } from '../../../kernel/lib/ids.ts'
import { isProgram } from '../../../domain/clients/client.types.ts'
import type { ClientFile } from '../../../domain/clients/operasi/index.ts'
import type { AturanMasuk, AturanTertentu } from '../../../domain/clients/masuk/aturan.rules.ts'
import { aturanMasukSchema } from '../../../domain/clients/masuk/aturan.schema.ts'
import { ruleInWords } from '../../../domain/clients/masuk/kata.rules.ts'
import { findEntry, membersOf, peopleById } from '../../../domain/clients/masuk/masuk.queries.ts'
import { narrowEntryRule, setPilot } from '../../../domain/clients/masuk/masuk.service.ts'
import { allUnits } from '../../../domain/pegawai/unit/directory.queries.ts'
import { treeOf, type UnitTree } from '../../../domain/pegawai/unit/directory.rules.ts'
import type { Route } from '../../route.ts'
import { clientPath, KLIEN, type KlienDependencies, ownClient, showClient } from '../klien.ts'
import { actOf, peopleTyped, presentMember, several, text } from './bersama.ts'
import { eselonChoices, unitChoices } from './masuk.rules.ts'

const PATH = `${KLIEN}/:klien/masuk`
const MOST_PILOTS = 500
const MOST_NUMBERS = 100

const ruleForm = z.object({ csrf: text, jenis: text, unit: several, jabatan: text, eselon: several, orang: several, nip: text })
const pilotForm = z.object({ csrf: text, nyala: text, nip: text, lepas: text })

const SAID = {
  melebar: 'Aturan ini membuka aplikasi bagi orang yang sekarang tidak boleh masuk. Ajukan permohonan perubahan.',
  kosong: 'Sebut paling sedikit satu unit, jabatan, eselon, atau orang.',
  nip: 'Ada NIP yang tidak dimiliki siapa pun hari ini. Periksa setiap baris.',
  orang: 'Tidak ada pegawai dengan NIP itu.',
  penuh: `Kelompok pertama paling banyak ${MOST_PILOTS} orang.`,
} as const

interface Wrong {
  readonly field: 'jenis' | 'nip' | 'pilot'
  readonly said: keyof typeof SAID
  readonly status: number
  /** The rule as it was wished. */
  readonly wish?: AturanMasuk | undefined
}

/** Who may enter an application: the rule in words, a narrower one, and the group that enters first. */
export function masukRoutes(dependencies: KlienDependencies): Route[] {
  return [
    { method: 'GET', path: PATH, handle: async (ctx) => show(dependencies, ctx, await ownClient(dependencies, ctx, 'pengembang', 'admin-opd')) },
    { method: 'POST', path: PATH, handle: (ctx) => narrow(dependencies, ctx) },
    { method: 'POST', path: `${PATH}/pilot`, handle: (ctx) => pilot(dependencies, ctx) },
  ]
}

const NOBODY: Omit<AturanTertentu, 'jenis'> = { unit: [], jabatan: [], eselon: [], orang: [] }
const listsOf = (aturan: AturanMasuk): Omit<AturanTertentu, 'jenis'> => aturan.jenis === 'tertentu' ? aturan : NOBODY

async function show(dependencies: KlienDependencies, ctx: Context, client: ClientFile, wrong?: Wrong): Promise<void> {
  const { database, clock } = dependencies
  const { clientId, unitId, opd, metadata } = client
  const today = clock.today()
  const entry = await findEntry(database, clientId)
  if (!entry) throw notFound('no such client')
  const [tree, people, group] = await Promise.all([
    treeOfToday(dependencies), peopleById(database, { ids: listsOf(entry.aturan).orang, unitId, today }),
    membersOf(database, 'client_pilot', { clientId, unitId, today }),
  ])
  const wish = wrong?.wish ?? entry.aturan
  const chosen = listsOf(wish)
  if (wrong) ctx.status = wrong.status
  showClient(dependencies, ctx, client, 'pengembang/gerbang/masuk.njk', {
    judul: 'Siapa boleh masuk', program: isProgram(metadata.grant_types), kalimat: wordsOf(entry.aturan, opd, tree),
    jenis: wish.jenis, kini: entry.aturan.jenis, pilot: entry.pilot,
    unit: unitChoices(tree, { aturan: entry.aturan, opd: unitId, today, chosen: chosen.unit }),
    eselon: eselonChoices(entry.aturan, chosen.eselon), jabatan: chosen.jabatan.join('\n'),
    orang: people.map((one) => ({ ...presentMember(one), dipilih: chosen.orang.includes(one.id) })),
    kelompok: group.map(presentMember), gagal: wrong !== undefined, galat: wrong && { [wrong.field]: SAID[wrong.said] },
  })
}

const treeOfToday = async ({ database, clock }: KlienDependencies): Promise<UnitTree> =>
  treeOf(await allUnits(database, clock.today()))

function wordsOf(aturan: AturanMasuk, opd: string, tree: UnitTree): string {
  const { unit } = listsOf(aturan)
  return ruleInWords(aturan, { opd, unit: Object.fromEntries(unit.flatMap((id) => {
    const found = tree.get(id)
    return found ? [[id, found.nama]] : []
  })) })
}

async function narrow(dependencies: KlienDependencies, ctx: Context): Promise<void> {
  const client = await ownClient(dependencies, ctx, 'pengembang')
  const { csrf, nip, jabatan, ...form } = await readForm(ctx, ruleForm)
  dependencies.staff.check(ctx, csrf)
  const numbers = nip.split(/\r?\n/).map((line) => line.trim()).filter((line) => line !== '').slice(0, MOST_NUMBERS)
  const found = await peopleTyped(dependencies, numbers, client.unitId)
  const known = found.flatMap((one) => one === undefined ? [] : [one.pegawai_id])
  if (known.length < numbers.length) return show(dependencies, ctx, client, { field: 'nip', said: 'nip', status: 400 })
  const wish = aturanMasukSchema.safeParse({
    ...form, orang: [...form.orang, ...known], jabatan: jabatan.split(/\r?\n/).filter((line) => line.trim() !== ''),
  })
  if (!wish.success) return show(dependencies, ctx, client, { field: 'jenis', said: 'kosong', status: 400 })
  const tree = await treeOfToday(dependencies)
  const above = (unit: string): string[] => tree.chainOf(unit).map(({ id }) => id)
  try {
    await actOf(dependencies, ctx, (act) => narrowEntryRule(act, client.clientId, wish.data, above))
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'aturan-melebar') throw error
    return show(dependencies, ctx, client, { field: 'jenis', said: 'melebar', status: 409, wish: wish.data })
  }
  dependencies.staff.done(ctx, `${clientPath(client.clientId)}/masuk`, 'aturan')
}

async function pilot(dependencies: KlienDependencies, ctx: Context): Promise<void> {
  const client = await ownClient(dependencies, ctx, 'pengembang')
  const { csrf, nyala, nip, lepas } = await readForm(ctx, pilotForm)
  dependencies.staff.check(ctx, csrf)
  const { clientId, unitId } = client
  const path = `${clientPath(clientId)}/masuk`
  const { database, clock } = dependencies
  if (nyala === 'ya' || nyala === 'tidak') {
    await actOf(dependencies, ctx, (act) => setPilot(act, clientId, { nyala: nyala === 'ya' }))
    return dependencies.staff.done(ctx, path, nyala === 'ya' ? 'pilot-nyala' : 'pilot-padam')
  }
  if (ID_FORM.test(lepas)) {
    await actOf(dependencies, ctx, (act) => setPilot(act, clientId, { lepas: [lepas] }))
    return dependencies.staff.done(ctx, path, 'dilepas')
  }
  const [person] = await peopleTyped(dependencies, [nip.slice(0, 40)], unitId)
  if (!person) return show(dependencies, ctx, client, { field: 'pilot', said: 'orang', status: 400 })
  if ((await membersOf(database, 'client_pilot', { clientId, unitId, today: clock.today() })).length >= MOST_PILOTS) {
    return show(dependencies, ctx, client, { field: 'pilot', said: 'penuh', status: 400 })
  }
  await actOf(dependencies, ctx, (act) => setPilot(act, clientId, { tambah: [person.pegawai_id] }))
  dependencies.staff.done(ctx, path, 'ditambah')
}
