/** Letters that let whoever reads them say: it was not I, freeze my account. */
export { bukanSayaLink } from './bukan-saya.queries.ts'
