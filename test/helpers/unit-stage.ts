import { randomUUID } from 'node:crypto'
import { mapUnits, type MappingContext } from '../../src/domain/kepegawaian/pemetaan/mapping.service.ts'
import { announce } from '../../src/domain/kepegawaian/reorganisasi/reorganisation.service.ts'
import type { House } from './house.ts'

// Units and jabatan in the states that BKD's pages show; every call makes one of its own.

type Ground = Pick<House, 'db' | 'clock'>

const context = ({ db, clock }: Ground): MappingContext => ({ database: db.app, clock, actor: 'operator' })

async function only<Row>({ db }: Ground, text: string, values: readonly unknown[] = []): Promise<Row> {
  const [row] = await db.owner.query<Row>({ text, values })
  if (row === undefined) throw new Error(`nothing: ${text}`)
  return row
}

/** A unit that the source `simpeg` names and nobody knows, with one person waiting. @returns what it is known by */
export async function waitingUnit(ground: Ground, nama = 'Bid. Angkutan Contoh'): Promise<{ sumber: string; id: string }> {
  const id = `U-${randomUUID()}`
  await ground.db.owner.query({
    text: `INSERT INTO unit_tak_dikenal (sumber, external_id, nama, pertama_at, terakhir_at) VALUES ('simpeg', $1, $2, $3, $3)`,
    values: [id, nama, ground.clock.now()],
  })
  await ground.db.owner.query({ text: `INSERT INTO unit_tak_dikenal_orang VALUES ('simpeg', $1, $1)`, values: [id] })
  return { sumber: 'simpeg', id }
}

/** A seeded unit by its slug. */
export const unitBySlug = async (ground: Ground, slug: string): Promise<string> =>
  (await only<{ id: string }>(ground, 'SELECT id FROM unit_kerja WHERE slug = $1', [slug])).id

/** A Dinas of its own, with one part. @returns its id */
export async function ownUnit(ground: Ground, nama = `Dinas Contoh ${randomUUID().slice(0, 8)}`): Promise<string> {
  const make = async (jenis: string, name: string, parent: string): Promise<string> => {
    const { id } = await only<{ id: string }>(ground, `INSERT INTO unit_kerja (jenis, induk_id, valid_from)
      VALUES ($1, $2, '2020-01-01') RETURNING id`, [jenis, parent])
    await ground.db.owner.query({
      text: `INSERT INTO unit_nama (unit_id, nama, valid_from) VALUES ($1, $2, '2020-01-01')`, values: [id, name],
    })
    return id
  }
  const province = await only<{ id: string }>(ground, `SELECT id FROM unit_kerja WHERE jenis = 'Provinsi'`)
  const id = await make('Dinas', nama, province.id)
  await make('Bidang', `Bidang ${nama}`, id)
  return id
}

/** @returns the pair of a sure suggestion, as the form of the preview sends it */
export async function surePair(ground: Ground): Promise<string> {
  const nama = `Dinas Pasti ${randomUUID().slice(0, 8)}`
  const unit = await ownUnit(ground, nama)
  const { sumber, id } = await waitingUnit(ground, nama)
  return `${sumber} ${id} ${unit}`
}

/** @returns the id of a decision that holds */
export async function decision(ground: Ground): Promise<string> {
  const { sumber, id: externalId } = await waitingUnit(ground)
  const [mapped] = await mapUnits(context(ground), [{ sumber, externalId, unitId: await unitBySlug(ground, 'dishub') }])
  return mapped?.id ?? ''
}

/** A jabatan of another source, and the one of the leading source that has its name. */
export async function otherJabatan(ground: Ground): Promise<{ id: string; padanan: string }> {
  const nama = `Jabatan Contoh ${randomUUID().slice(0, 8)}`
  const insert = async (sumber: string) => (await only<{ id: string }>(ground,
    `INSERT INTO jabatan (sumber, external_id, nama, jenis) VALUES ($1, $2, $2, 'fungsional') RETURNING id`, [sumber, nama])).id
  return { padanan: await insert('siasn'), id: await insert('simpeg') }
}

/** A merger into Dinas Perhubungan, announced for a day. @returns the id of the change */
export async function change(ground: Ground, berlaku: string): Promise<string> {
  const unitId = await ownUnit(ground)
  await ground.db.owner.query({
    text: `INSERT INTO aplikasi (nama, unit_id) VALUES ('Aplikasi Contoh', $1)`, values: [unitId],
  })
  const outcome = await announce(context(ground), {
    jenis: 'gabung', unitId, penerusId: await unitBySlug(ground, 'dishub'), berlaku, dasar: 'Perda Contoh 1/2026',
  })
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.errors))
  return outcome.id
}

/** @returns the id of a task that waits for BKD */
export async function openReview(ground: Ground): Promise<string> {
  const rujukan = await change(ground, ground.clock.today())
  return (await only<{ id: string }>(ground, 'SELECT id FROM tugas_tinjau WHERE rujukan = $1', [rujukan])).id
}

