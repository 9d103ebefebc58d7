/** What is done at the desks of the procedure beside the decisions themselves; `permohonan` is our id of the application. */
export interface MejaKinds {
  /** CSIRT had the host of an application looked at by machine. */
  'permohonan.csirt-diperiksa': { permohonan: string }
  'permohonan.temuan-dicatat': { permohonan: string; temuan: string; bobot: string }
  'permohonan.temuan-beres': { permohonan: string; temuan: string }
}
