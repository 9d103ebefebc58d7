/** Who may enter an application, and who has which of its roles. `orang` holds references, never names. */
export interface GerbangKinds {
  /** The entry rule before and after, as domain/clients/masuk reads it. */
  'klien.aturan-masuk': { dari: object; ke: object }
  /** Of those who may enter, the pilot group alone, or everybody again. */
  'klien.pilot': { nyala: boolean; ditambah: string[]; dilepas: string[] }
  'klien.penguji': { ditambah: string[]; dilepas: string[] }
  /** The roles that an application has: codes. */
  'klien.peran-aplikasi': { ditambah: string[]; dinamai: string[]; diakhiri: string[] }
  'peran-aplikasi.diberikan': { peran: string; unit: string; mulai: string; sampai?: string | undefined; alasan: string }
  /** By whoever took it, or by the service when the person left the OPD or for good (`sebab`). */
  'peran-aplikasi.dicabut': { peran: string; sebab: string }
}
