const ADDRESS = /[^\s;,"@]+@[^\s;,"@]+/g

/**
 * Whether a pegawai.csv holds invented people: it has e-mail addresses, and each is under `.example`, where nobody can
 * have one (RFC 2606 section 2). `kepegawaian sample` writes such files; an edited one is still invented, and an export
 * of real people never passes.
 */
export function isInvented(csv: string): boolean {
  const addresses = csv.match(ADDRESS) ?? []
  return addresses.length > 0 && addresses.every((address) => address.toLowerCase().endsWith('.example'))
}
