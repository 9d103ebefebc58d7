import type { Context } from 'koa'
import { type ClientFile, clientsOfUnits } from '../../../domain/clients/operasi/index.ts'
import { dayInWib } from '../../../kernel/lib/clock.ts'
import { visitorOf } from '../../guards.ts'
import { dayInWords } from '../../kerja.rules.ts'
import { mayOpen } from '../../menu.ts'
import { ownUnits } from '../../pengembang-milik.ts'
import type { Route } from '../../route.ts'
import { clientPath, KLIEN, type KlienDependencies, ownClient, showClient } from '../klien.ts'
import { changeOf } from './perubahan.ts'
import { connectionWords, contactWords, credentialWords, lastSignInWords, stateWords } from './kata.ts'
import { registeredOf } from './ringkasan.rules.ts'

/** The clients of one's own OPD, and one of them: what is registered, in words and as the protocol calls it. */
export function ringkasanRoutes(dependencies: KlienDependencies): Route[] {
  return [
    { method: 'GET', path: KLIEN, handle: (ctx) => list(dependencies, ctx) },
    { method: 'GET', path: `${KLIEN}/:klien`, handle: (ctx) => show(dependencies, ctx) },
  ]
}

async function list({ staff, database, clock }: KlienDependencies, ctx: Context): Promise<void> {
  const [now, today] = [clock.now(), clock.today()]
  const clients = await clientsOfUnits(database, { units: ownUnits(ctx, 'pengembang', 'admin-opd'), today })
  const connected = clients.filter((client) => connectionWords(client, { now, today }).lencana === 'ok').length
  staff.page(ctx, 'pengembang/klien/daftar.njk', {
    judul: clients.length === 0 ? 'Belum ada klien' : `${connected} dari ${clients.length} klien terhubung`,
    baris: clients.map((client) => rowOf(client, { now, today })),
  })
}

function rowOf(client: ClientFile, at: { now: Date; today: string }) {
  const contact = contactWords(client, at.today)
  return [
    { teks: client.nama, href: clientPath(client.clientId), kecil: client.clientId },
    client.opd, stateWords(client), connectionWords(client, at), credentialWords(client, at.now),
    lastSignInWords(client.masukTerakhir),
    contact.sebab === undefined ? contact.teks : { teks: contact.teks, lencana: 'warn' },
  ]
}

async function show(dependencies: KlienDependencies, ctx: Context): Promise<void> {
  const { clock } = dependencies
  const [now, today] = [clock.now(), clock.today()]
  const client = await ownClient(dependencies, ctx, 'pengembang', 'admin-opd')
  const contact = contactWords(client, today)
  showClient(dependencies, ctx, client, 'pengembang/klien/ringkasan.njk', {
    judul: client.nama, keadaan: [stateWords(client), connectionWords(client, { now, today })], kontak: contact,
    rincian: [
      ['OPD', client.opd], ['Host', client.host],
      ['Keterangan', client.keterangan ?? 'tidak ada'],
      ['Kredensial', credentialWords(client, now)],
      ['Masuk terakhir', lastSignInWords(client.masukTerakhir)],
      ['Terdaftar sejak', dayInWords(dayInWib(client.createdAt))],
    ],
    baris: registeredOf(client), perubahan: await changeOf(dependencies, ctx, client),
    bolehUbah: mayOpen(`${KLIEN}/:klien/ubah`, visitorOf(ctx).roles),
  })
}
