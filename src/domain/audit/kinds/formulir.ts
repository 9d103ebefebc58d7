/** Applications as their OPD fills them in; `permohonan` is our id of one, never what stands in it. */
export interface FormulirKinds {
  'permohonan.draf-dibuat': { permohonan: string; jenis: string; unit: string; aplikasi?: string | undefined }
  'permohonan.lampiran-diunggah': { permohonan: string; lampiran: string; jenis: string; sha256: string }
  'permohonan.lampiran-dibuka': { permohonan: string; lampiran: string }
  'permohonan.lampiran-dihapus': { permohonan: string; lampiran: string; jenis: string }
  /** A client on trial: made for it, or a row of Table 1 that waited for its OPD. */
  'permohonan.uji-dibuka': { permohonan: string; penguji: number; redirect_uris: string[] }
  'permohonan.uji-ditutup': { permohonan: string }
  'permohonan.host-terbukti': { permohonan: string; host: string; cara: string }
  /** What was approved was written onto the client: `bidang` names the fields of the registration that changed. */
  'klien.diterapkan': { permohonan: string; bidang: string[]; dari: string }
}
