import type { Context } from 'koa'
import { z } from 'zod'
import { RESET_MINUTES, type ResetLink } from '../../domain/mfa/lupa/tautan.ts'
import { passingCookie } from './kuki.ts'

const link = passingCookie('satu_login_lupa', RESET_MINUTES)

/** The sign-in in which a link was asked for: opened in the same browser, the link goes on there. */
export const tanya = passingCookie('satu_login_tanya', RESET_MINUTES)

/** @returns uid of that sign-in */
export function askedIn(ctx: Context): string | undefined {
  const uid = tanya.read(ctx)
  return uid !== undefined && /^[\w-]{1,64}$/.test(uid) ? uid : undefined
}

/** 256 bits of base64url. */
const SECRET = /^[\w-]{43}$/

/** @returns a link's secret as it stands in an address, undefined where there can be none */
export const readSecret = (text: unknown): string | undefined => z.string().regex(SECRET).safeParse(text).data

/** The link with which this browser proves whose password is forgotten. It stands nowhere else, and is used at the end. */
export const tautanReset = {
  read(ctx: Context): ResetLink | undefined {
    const [lewat, secret] = link.read(ctx)?.split('.') ?? []
    const rahasia = readSecret(secret)
    return rahasia !== undefined && (lewat === 'email' || lewat === 'sms') ? { lewat, rahasia } : undefined
  },
  keep: (ctx: Context, { lewat, rahasia }: ResetLink): void => { link.keep(ctx, `${lewat}.${rahasia}`) },
  /** The password was set, or he signs in another way. */
  forget(ctx: Context): void {
    link.forget(ctx)
    tanya.forget(ctx)
  },
}

/** @param host of the application that somebody came from @returns where our own pages show it, to go on there */
export const launcherPath = (host: string | undefined): string =>
  host === undefined ? '/' : `/?${new URLSearchParams({ cari: host }).toString()}`
