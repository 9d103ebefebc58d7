import type { Seat } from '../../accounts/role.rules.ts'

/** What the directory knows of a post: who holds it, and who stands in by a letter. */
export type PostWay = 'definitif' | 'plt' | 'plh' | 'pj'

/** How somebody came to act in a seat: by the post, for its holder, or because it is vacant. */
export type Cara = PostWay | 'delegasi' | 'pengganti'

/** Somebody who may act in a seat on a day. */
export interface SeatHolder {
  readonly kursiId: string
  readonly jenis: Seat
  /** The unit that the seat speaks for. */
  readonly unitId: string
  readonly pegawaiId: string
  readonly nama: string
  /** The post that the seat is bound to; of a substitute the post of his own seat. */
  readonly jabatan: string
  readonly cara: Cara
  /** Last day, YYYY-MM-DD; null where none is known. */
  readonly sampai: string | null
  /** Number of the letter that an admin confirmed, or of the delegation. */
  readonly sk: string | null
}

/** A seat that somebody may act in on a day. */
export type HeldSeat = Omit<SeatHolder, 'pegawaiId' | 'nama'>
