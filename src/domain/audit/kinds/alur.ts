/** What happens to an application on its way through the procedure; `permohonan` is our id of it. */
export interface AlurKinds {
  'permohonan.diajukan': { permohonan: string; nomor: string }
  /** In which seat or role, and by what right he sat there. */
  'permohonan.diputus': { permohonan: string; langkah: string; putusan: string; peran: string; cara: string }
  'permohonan.ditarik': { permohonan: string; alasan: string }
  /** Everything was passed: its client is what was approved. */
  'permohonan.selesai': { permohonan: string }
  /** A desk was told that something came, or waits for long, or the seat above it that it waits for too long. */
  'permohonan.diingatkan': { permohonan: string; langkah: string; kabar: 'baru' | 'kuning' | 'merah' | 'eskalasi'; orang: number }
}
