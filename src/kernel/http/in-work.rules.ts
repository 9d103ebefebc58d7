/**
 * May one more request of a network begin? Each network may hold as many places as are free (the dynamic threshold of
 * Choudhury and Hahne, IEEE/ACM Transactions on Networking 6(2), 1998): alone it comes to half of all, however much it
 * sends; two that flood come to a third each; and whoever has none yet gets in while a single place is left.
 * @param most places in all
 * @param taken of them now
 * @param own those of this network
 */
export function mayBegin(most: number, taken: number, own: number): boolean {
  return own < most - taken
}
