import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const NAMES = [
  '1-stelan', '2-simpan', '3-kirim', '4-tanda-tangan', '5-sesi', '6-masuk', '7-keluar', '8-orang', '9-halaman',
] as const

const read = (name: string): string =>
  readFileSync(fileURLToPath(new URL(`php/${name}.php`, import.meta.url)), 'utf8')

let parts: readonly string[] | undefined

/** @returns the parts of the PHP file, in order, each beginning with `<?php`; read once */
export const phpParts = (): readonly string[] => parts ??= NAMES.map(read)

/** @returns the example of the file in which an OPD says how its own users are found */
export const phpUsersExample = (): string => read('contoh-pengguna')
