/** A field of the form: what its page shows, and how its text becomes part of the form. */
import type { Isian } from '../../../domain/permohonan/formulir/isian.schema.ts'

export interface Pilihan {
  readonly nilai: string
  readonly teks: string
}

export interface Kolom {
  /** Field of the form. */
  readonly id: string
  readonly label: string
  readonly jenis: 'baris' | 'uraian' | 'pilihan' | 'centang'
  readonly tipe?: 'text' | 'date'
  readonly petunjuk?: string
  /** Rows of a text area. */
  readonly baris?: number
  readonly opsi?: readonly Pilihan[]
  readonly read: (isian: Isian) => string
  readonly write: (isian: Isian, text: string) => Isian
}

export interface Bagian {
  readonly kunci: string
  readonly judul: string
  readonly kolom: readonly Kolom[]
  /** Kinds of attachments that are uploaded on its page. */
  readonly lampiran?: readonly string[]
}

/** @returns name and id of the input of a field: a dot in a name means something to whoever reads the form */
export const inputOf = (bidang: string): string => bidang.replaceAll('.', '-')

type Read<Value> = (isian: Isian) => Value
type Write<Value> = (isian: Isian, value: Value) => Isian

/** A field without its content. */
export const bare = (id: string, label: string, jenis: Kolom['jenis']) => ({ id, label, jenis })

export const line = (id: string, label: string, read: Read<string>, write: Write<string>): Kolom =>
  ({ ...bare(id, label, 'baris'), read, write })

export const paragraph = (id: string, label: string, read: Read<string>, write: Write<string>): Kolom =>
  ({ ...bare(id, label, 'uraian'), baris: 3, read, write })

/** A list of texts, one on each line. */
export const lines = (id: string, label: string, read: Read<readonly string[]>, write: Write<string[]>): Kolom => ({
  ...bare(id, label, 'uraian'), baris: 3, read: (isian) => read(isian).join('\n'),
  write: (isian, text) => write(isian, text.split('\n').map((one) => one.trim()).filter((one) => one !== '')),
})

export const select = (id: string, label: string, opsi: readonly Pilihan[], read: Read<string>, write: Write<string>): Kolom =>
  ({ ...bare(id, label, 'pilihan'), opsi, read, write })

export const tick = (id: string, label: string, read: Read<boolean>, write: Write<boolean>): Kolom => ({
  ...bare(id, label, 'centang'), read: (isian) => read(isian) ? '1' : '', write: (isian, text) => write(isian, text === '1'),
})
