import type { Mistake } from '../../../domain/clients/registered-uris.rules.ts'

type Wrong = 'bukan-jwks' | 'luar-jaringan' | 'tak-terjangkau' | 'alamat' | 'cara-lain' | readonly Mistake[]

const PRIVATE = 'must be a public key: take its private part out'

/** @returns what keeps keys from being used, in one sentence that says what to do */
export function keySentence(wrong: Wrong, host: string): string {
  switch (wrong) {
    case 'bukan-jwks': return 'Ini bukan JWK Set: satu objek JSON dengan "keys" berisi 1 sampai 10 kunci publik.'
    case 'luar-jaringan':
      return 'Alamat ini di luar jaringan yang boleh dihubungi server, jadi tidak dicoba. Minta Diskominfo mengizinkannya (OUTBOUND_CIDRS).'
    case 'tak-terjangkau': return 'Alamat ini tidak menjawab 200 pada waktunya: periksa server, sertifikat, dan jalurnya.'
    case 'alamat': return `Alamat kunci harus https di ${host}, tanpa tanda # dan tanpa karakter khusus.`
    case 'cara-lain': return 'Klien ini tidak terdaftar dengan kunci seperti itu. Mengganti caranya lewat permohonan perubahan.'
    default: return wrong.some(({ message }) => message === PRIVATE)
      ? 'Kunci ini memuat bagian rahasianya: anggap sudah bocor, buat pasangan baru, dan kirim bagian publiknya saja.'
      : `Kunci tidak dapat dipakai (${wrong.map(({ field }) => field).join(', ')}): RSA paling sedikit 2048 bit atau EC P-256, `
        + 'dengan kid sendiri bila lebih dari satu, dan sesuai kegunaannya.'
  }
}
