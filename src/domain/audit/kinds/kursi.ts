/** Seats of the procedure, product roles by two people, and the days off: what /admin does. */
export interface KursiKinds {
  /** A seat was bound to a post, moved to another, given a substitute, or ended. */
  'kursi.diikat': { kursi: string; jenis: string; unit: string; jabatan: string; jabatanUnit: string }
  'kursi.pengganti': { kursi: string; pengganti: string | null }
  'kursi.ditutup': { kursi: string; alasan: string }
  /** An admin let somebody into a seat by the number of a letter. */
  'kursi.dikonfirmasi': { kursi: string; cara: string; sk: string; mulai: string; selesai: string | null }
  /** By an admin with a reason, or by the service when the post was lost or its holder left (`sebab`). */
  'kursi.berakhir': { kursi: string; cara: string; sebab: string }
  'kursi.didelegasikan': { kursi: string; delegasi: string; kepada: string; mulai: string; selesai: string }
  'kursi.delegasi-dicabut': { kursi: string; delegasi: string; kepada: string }
  'peran.diusulkan': { usulan: string; peran: string; unit?: string | undefined; sampai?: string | undefined; alasan: string }
  'peran.usulan-ditolak': { usulan: string; peran: string; alasan: string }
  'libur.ditambah': { tanggal: string }
  'libur.dihapus': { tanggal: string }
}
