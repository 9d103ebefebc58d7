import type { Scope } from '../../helpers/scope.ts'
import { newId } from '../../../src/kernel/lib/ids.ts'
import { holdersOf } from '../../../src/domain/permohonan/kursi/pemegang.queries.ts'
import type { Seat } from '../../../src/domain/accounts/role.rules.ts'
import { type TestDatabase, testDatabase } from '../../helpers/database.ts'

/** A small OPD with its posts, and people in them: written straight into the directory. */

export const TODAY = '2026-11-28'

export interface Stage {
  readonly db: TestDatabase
  /** Units by name: dinas above bidang above seksi; lain: another dinas. */
  readonly unit: Readonly<Record<'dinas' | 'bidang' | 'seksi' | 'lain', string>>
  /** @returns somebody with a post, an active account and no end */
  person(nama: string, post?: { jabatan: string; unit: string; from?: string; to?: string }): Promise<string>
  /** Gives somebody another post from a day on; the one before ends there. */
  moves(pegawaiId: string, post: { jabatan: string; unit: string; from: string }): Promise<void>
  assigned(pegawaiId: string, letter: {
    jenis: 'PLT' | 'PLH' | 'PJ' | 'TT'; jabatan: string; unit: string; from: string; last: string | null; sk: string | null
  }): Promise<string>
  seat(jenis: Seat, seat: { jabatan: string; unit: string; jabatanUnit?: string; pengganti?: string }): Promise<string>
  sits(kursi: string, pegawaiId: string, how?: { cara?: string; sk?: string; from?: string; last?: string }): Promise<string>
  delegates(kursi: string, dari: string, kepada: string, days: { from: string; last: string }): Promise<string>
  /** @returns who may act in such seats on a day, as `nama cara sampai` */
  holders(jenis: Seat, today: string, unitId?: string): Promise<string[]>
  run(text: string, values?: readonly unknown[]): Promise<void>
}

export async function openStage(scope: Scope): Promise<Stage> {
  const db = await testDatabase(scope, 'kosong')
  const { owner } = db
  const run = async (text: string, values: readonly unknown[] = []) => {
    await owner.query({ text, values: [...values] as never })
  }
  const insert = async (table: string, row: Record<string, unknown>): Promise<string> => {
    const id = newId()
    await owner.knex(table).insert({ id, ...row })
    return id
  }
  const makeUnit = async (nama: string, jenis: string, induk_id: string | null) => {
    const id = await insert('unit_kerja', { jenis, induk_id, valid_from: '2017-01-01' })
    await owner.knex('unit_nama').insert({ unit_id: id, nama, valid_from: '2017-01-01' })
    return id
  }
  const province = await makeUnit('Pemerintah Provinsi', 'Provinsi', null)
  const dinas = await makeUnit('Dinas Uji', 'Dinas', province)
  const bidang = await makeUnit('Bidang Uji', 'Bidang', dinas)
  const unit = {
    dinas, bidang, seksi: await makeUnit('Seksi Uji', 'Seksi', bidang), lain: await makeUnit('Dinas Lain', 'Dinas', province),
  }
  const jabatanId = async (nama: string): Promise<string> => {
    const known = await owner.knex('jabatan').where({ sumber: 'uji', nama }).first<{ id: string } | undefined>('id')
    return known?.id ?? insert('jabatan', { sumber: 'uji', external_id: nama, nama, jenis: 'struktural' })
  }
  const post = async (pegawai_id: string, { jabatan, unit: unit_id, from = '2020-01-01', to }: {
    jabatan: string; unit: string; from?: string; to?: string
  }) => {
    await insert('pegawai_jabatan', {
      pegawai_id, jabatan_id: await jabatanId(jabatan), unit_id, valid_from: from, valid_to: to ?? null,
    })
  }
  return {
    db, unit, run,
    async person(nama, held) {
      const id = await insert('pegawai', {
        nama, tanggal_lahir: '1980-01-01', kedudukan_kode: '01', keadaan: 'aktif', synthetic: true,
      })
      await owner.knex('account').insert({ pegawai_id: id, password_hash: 'x', activated_at: new Date() })
      if (held) await post(id, held)
      return id
    },
    async moves(pegawaiId, next) {
      await run('UPDATE pegawai_jabatan SET valid_to = $2 WHERE pegawai_id = $1 AND valid_to IS NULL', [pegawaiId, next.from])
      await post(pegawaiId, next)
    },
    assigned: (pegawai_id, { jenis, jabatan, unit: unit_id, from, last, sk }) => insert('penugasan', {
      pegawai_id, sumber: 'uji', jenis, jabatan, unit_id, valid_from: from, sk,
      valid_to: last === null ? null : owner.knex.raw('?::date + 1', [last]),
    }),
    seat: (jenis, { jabatan, unit: unit_id, jabatanUnit = unit_id, pengganti }) => insert('kursi', {
      jenis, unit_id, jabatan, jabatan_unit_id: jabatanUnit, pengganti_id: pengganti ?? null, dibuat_oleh: 'operator',
      dibuat_at: new Date(),
    }),
    sits: (kursi_id, pegawai_id, { cara = 'definitif', sk = 'SK/1', from: mulai = '2026-01-01', last } = {}) =>
      insert('kursi_pemegang', {
        kursi_id, pegawai_id, cara, sk, mulai, selesai: last ?? null, dikonfirmasi_oleh: 'operator', dikonfirmasi_at: new Date(),
      }),
    delegates: (kursi_id, dari, kepada, { from: mulai, last: selesai }) => insert('kursi_delegasi', {
      kursi_id, dari, kepada, unit_id: unit.dinas, mulai, selesai, dasar: 'ND/1', dibuat_at: new Date(),
    }),
    async holders(jenis, today, unitId) {
      const found = await holdersOf(db.app, { jenis, today, unitId })
      return found.map(({ nama, cara, sampai }) => [nama, cara, ...(sampai === null ? [] : [sampai])].join(' '))
    },
  }
}
