const ROMAWI = ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X', 'XI', 'XII']

/**
 * @param urut how many applications were filed in that year, this one included
 * @param hari official day of filing, YYYY-MM-DD
 * @returns the number as the office writes it, '0001/SSO/XI/2026'
 */
export function nomorOf(urut: number, hari: string): string {
  const [tahun = '', bulan = ''] = hari.split('-')
  return `${String(urut).padStart(4, '0')}/SSO/${ROMAWI[Number(bulan) - 1] ?? ''}/${tahun}`
}
