import { dayInWib, type Clock } from '../../src/kernel/lib/clock.ts'
import { newId } from '../../src/kernel/lib/ids.ts'
import {
  type Alasan, decide, Ditolak, fileApplication, type Formulir, PROSEDUR_SEKARANG, type Rumah, withdraw,
} from '../../src/domain/permohonan/alur/index.ts'
import type { Keadaan, KunciLangkah, Putusan } from '../../src/domain/permohonan/permohonan.ts'
import type { Scope } from '../helpers/scope.ts'
import { openStage, type Stage } from './kursi/stage.ts'

/** The Diskominfo and an OPD with everybody who acts in the procedure, each at his desk. */

export const PEMERAN = ['pengembang', 'kepala-opd', 'kepala-dinas', 'kepala-bidang', 'kepala-seksi', 'pemilik-data', 'csirt'] as const
export type Pemeran = typeof PEMERAN[number]

/** A Monday in WIB. */
export const SENIN = '2026-11-23T09:00:00+07:00'

/** A clock that stands until somebody moves it. */
export interface Waktu extends Clock {
  set(instant: string): void
}

function standingClock(instant: string): Waktu {
  let at = new Date(instant)
  return { now: () => at, today: () => dayInWib(at), set(next) { at = new Date(next) } }
}

export interface AlurStage {
  readonly stage: Stage
  readonly clock: Waktu
  readonly rumah: Rumah
  readonly who: Readonly<Record<Pemeran, string>>
  readonly kursi: Readonly<Record<'kepala-opd' | 'kepala-dinas' | 'kepala-bidang' | 'kepala-seksi', string>>
  /** The OPD that applies, and the owner of data. */
  readonly opd: string
  readonly pemilik: string
  /** What the form did when something was over: `applied <id>`, `closed <id>`. */
  readonly done: string[]
  draft(isi?: Record<string, unknown>, change?: Record<string, unknown>): Promise<string>
  edit(id: string, isi: Record<string, unknown>): Promise<void>
  /** @returns its number @throws Error with what is wrong with it */
  file(id: string): Promise<string>
  /** The open visit of a step. */
  visit(id: string, langkah: KunciLangkah): Promise<string>
  /** Says something at the open visit of a step, of the form as it was filed. */
  say(id: string, langkah: KunciLangkah, oleh: Pemeran | { id: string }, putusan: Putusan, more?: { alasan?: string; catatan?: Record<string, unknown>; isiHash?: Buffer; rumah?: Rumah }): Promise<Keadaan>
  takeBack(id: string): Promise<void>
  hash(id: string): Promise<Buffer>
  state(id: string): Promise<Keadaan>
  /** Open desks as `step`. */
  desks(id: string): Promise<string[]>
  rows<Row>(text: string, values?: readonly unknown[]): Promise<Row[]>
}

export const ISI = {
  nama: 'SIAP', subdomain: 'siap.bantenprov.go.id', elemen: [{ klaim: 'profile', tujuan: 'menyapa' }, { klaim: 'opd', tujuan: 'menu' }],
  pse: { nomor: '012345.01' },
}

/** What the form does when something is over is proved where the form is: here it is counted. */
function formulirWith(done: string[], kesalahan: { bidang: string; pesan: string }[]): Formulir {
  return {
    mistakesOf: () => Promise.resolve(kesalahan),
    applyApproved: (_act, { id }) => { done.push(`applied ${id}`); return Promise.resolve() },
    closeTrial: (_act, id) => { done.push(`closed ${id}`); return Promise.resolve() },
  }
}

export async function openAlur(scope: Scope, { kesalahan = [] }: { kesalahan?: { bidang: string; pesan: string }[] } = {}): Promise<AlurStage> {
  const stage = await openStage(scope)
  const { unit, db: { app, owner } } = stage
  const bkd = newId()
  await owner.knex('unit_kerja').insert({ id: bkd, slug: 'bkd', jenis: 'Badan', valid_from: '2017-01-01' })
  await owner.knex('unit_nama').insert({ unit_id: bkd, nama: 'Badan Kepegawaian Daerah', valid_from: '2017-01-01' })
  const places: Readonly<Record<Pemeran, { jabatan: string; unit: string }>> = {
    'pengembang': { jabatan: 'Pranata Komputer', unit: unit.lain }, 'kepala-opd': { jabatan: 'Kepala Dinas Lain', unit: unit.lain },
    'kepala-dinas': { jabatan: 'Kepala Dinas Uji', unit: unit.dinas }, 'kepala-bidang': { jabatan: 'Kepala Bidang Uji', unit: unit.bidang },
    'kepala-seksi': { jabatan: 'Kepala Seksi Uji', unit: unit.seksi }, 'pemilik-data': { jabatan: 'Analis SDM', unit: bkd },
    'csirt': { jabatan: 'Sandiman', unit: unit.seksi },
  }
  const entries = await Promise.all(PEMERAN.map(async (one) => [one, await stage.person(one, places[one])] as const))
  const who = Object.fromEntries(entries) as Record<Pemeran, string>
  await owner.knex.raw(`UPDATE pegawai SET email = nama || '@contoh.test'`)
  // Known for long: what is new gets no letter yet.
  await owner.knex.raw(`UPDATE pegawai SET email_sejak = '2020-01-01'`)
  for (const [role, unit_id] of [['pengembang', unit.lain], ['pemilik-data', bkd], ['csirt', null]] as const) {
    await owner.knex('product_role').insert({ pegawai_id: who[role], role, unit_id, valid_from: '2026-01-01', given_by: 'operator' })
  }
  const seated = ['kepala-opd', 'kepala-dinas', 'kepala-bidang', 'kepala-seksi'] as const
  const kursi = Object.fromEntries(await Promise.all(seated.map(async (jenis) => {
    const seat = await stage.seat(jenis, places[jenis])
    await stage.sits(seat, who[jenis])
    return [jenis, seat] as const
  }))) as AlurStage['kursi']

  const clock = standingClock(SENIN)
  const done: string[] = []
  const rumah: Rumah = { database: app, clock, formulir: formulirWith(done, kesalahan) }
  const rows = <Row>(text: string, values: readonly unknown[] = []): Promise<Row[]> => owner.query<Row>({ text, values })
  const permohonan = async (id: string) => {
    const [row] = await rows<{ isi_hash: Buffer; keadaan: Keadaan }>('SELECT isi_hash, keadaan FROM permohonan WHERE id = $1', [id])
    if (row === undefined) throw new Error('no such application')
    return row
  }
  async function visit(id: string, langkah: KunciLangkah): Promise<string> {
    const [row] = await rows<{ id: string }>(
      'SELECT id FROM permohonan_langkah WHERE permohonan_id = $1 AND langkah = $2 ORDER BY selesai_at DESC NULLS FIRST, ke DESC LIMIT 1', [id, langkah])
    if (row === undefined) throw new Error(`no visit of ${langkah}`)
    return row.id
  }
  return {
    stage, clock, rumah, who, kursi, opd: unit.lain, pemilik: bkd, done, rows, visit,
    async draft(isi = ISI, change = {}) {
      const id = newId()
      await app.knex('permohonan').insert({
        id, jenis: 'baru', ...PROSEDUR_SEKARANG.baru, unit_id: unit.lain, pemohon: who.pengembang, isi: JSON.stringify(isi),
        created_at: clock.now(), updated_at: clock.now(), ...change,
      })
      return id
    },
    async edit(id, isi) {
      await app.knex('permohonan').where({ id }).whereIn('keadaan', ['draf', 'dikembalikan'])
        .update({ isi: JSON.stringify(isi), revisi: app.knex.raw('revisi + 1') })
    },
    async file(id) {
      const filed = await fileApplication(rumah, { id, oleh: who.pengembang })
      if (!('nomor' in filed)) throw new Error(JSON.stringify(filed.kesalahan))
      return filed.nomor
    },
    async say(id, langkah, oleh, putusan, { isiHash, rumah: house = rumah, ...more } = {}) {
      const { keadaan } = await decide(house, {
        langkahId: await visit(id, langkah), oleh: typeof oleh === 'string' ? who[oleh] : oleh.id, putusan, alasan: 'karena', ...more,
        isiHash: isiHash ?? (await permohonan(id)).isi_hash,
      })
      return keadaan
    },
    takeBack: (id) => withdraw(rumah, { id, oleh: who.pengembang, alasan: 'batal' }),
    hash: async (id) => (await permohonan(id)).isi_hash,
    state: async (id) => (await permohonan(id)).keadaan,
    async desks(id) {
      const found = await rows<{ langkah: string }>(
        'SELECT langkah FROM permohonan_langkah WHERE permohonan_id = $1 AND selesai_at IS NULL ORDER BY langkah', [id])
      return found.map(({ langkah }) => langkah)
    },
  }
}

/** Whoever speaks for a step when all goes well, and what he says, in an order that can be. */
export const JALAN: readonly (readonly [KunciLangkah, Pemeran, Putusan])[] = [
  ['persetujuan-opd', 'kepala-opd', 'setuju'], ['disposisi-dinas', 'kepala-dinas', 'terima'], ['disposisi-bidang', 'kepala-bidang', 'teruskan'],
  ['elemen', 'pemilik-data', 'setuju'], ['analisis', 'kepala-seksi', 'setuju'], ['anggaran', 'kepala-seksi', 'tidak-perlu'],
  ['csirt', 'csirt', 'lulus'], ['integrasi', 'kepala-seksi', 'selesai'],
]

/** Files a new application and brings it to where a step is the next on the way. */
export async function bringTo(alur: AlurStage, langkah: KunciLangkah): Promise<string> {
  const id = await alur.draft()
  await alur.file(id)
  for (const [step, oleh, putusan] of JALAN) {
    if (step === langkah) return id
    await alur.say(id, step, oleh, putusan)
  }
  throw new Error(`${langkah} is not on the way`)
}

/** @returns why it was refused, or what else happened */
export async function refusal(work: Promise<unknown>): Promise<Alasan | 'boleh'> {
  try {
    await work
    return 'boleh'
  } catch (error) {
    if (error instanceof Ditolak) return error.alasan
    throw error
  }
}

/** Events of a kind, the oldest first, each with its data. */
export const events = async (alur: AlurStage, kind: string) => (await alur.rows<{ actor: string; data: Record<string, unknown> }>(
  'SELECT actor, data FROM audit_event WHERE kind = $1 ORDER BY at, id', [kind])).map(({ actor, data }) => ({ actor, ...data }))
