import Koa from 'koa'
import type { AppDependencies } from './app-dependencies.ts'
import { workBeside } from './beside.ts'
import { deskRoutes } from './desks.ts'
import { unitOfWork } from './kernel/http/unit-of-work.ts'
import { assets } from './kernel/http/assets.ts'
import { createCsrf, sameOriginForms } from './kernel/http/csrf.ts'
import { errorBoundary } from './kernel/http/error-boundary.ts'
import { formActionOrigins, keptByNobody, scriptOfPage, securityHeaders } from './kernel/http/headers.ts'
import { issuerHostOnly } from './kernel/http/host.ts'
import { createInHouse } from './kernel/http/in-house.ts'
import { requestsInWork } from './kernel/http/in-work.ts'
import { createOutbound } from './kernel/http/outbound.ts'
import { plainBodies } from './kernel/http/plain-bodies.ts'
import { healthz, readyz } from './kernel/http/probes.ts'
import { callerAndScheme } from './kernel/http/proxy.ts'
import { createRenderer } from './kernel/http/render.ts'
import { requestLog } from './kernel/http/request-log.ts'
import { stateOf } from './kernel/http/state.ts'
import { describeError } from './kernel/lib/describe-error.ts'
import { createSeal } from './kernel/lib/seal.ts'
import { createSignedLinks } from './kernel/lib/signed-link.ts'
import { loadCommonPasswords } from './domain/accounts/common-passwords.ts'
import { createNoteNetwork } from './domain/accounts/sinyal/jaringan.service.ts'
import { createCodes } from './domain/accounts/kode/index.ts'
import { createSlowLane } from './domain/accounts/throttle/slow-lane.ts'
import { createFindVisitor } from './domain/accounts/visitor.service.ts'
import { tellReceivers } from './domain/clients/galat/penerima.rules.ts'
import { createErrorBook } from './domain/clients/galat/pencatat.service.ts'
import { createKnownClients } from './domain/clients/known-clients.service.ts'
import { provinceApi } from './domain/clients/sumber/province-api.rules.ts'
import { keepSigningKeys } from './domain/keys/index.ts'
import { createPolicy } from './domain/mfa/kebijakan/policy.service.ts'
import { createPasskeys } from './domain/sessions/passkeys.ts'
import { createBearerGuard } from './doors/api/bearer.ts'
import { pushRoutes } from './doors/api/kepegawaian.routes.ts'
import { isForApi, presentProblem } from './doors/api/problem.ts'
import { createErrorPages } from './doors/galat.ts'
import { createGuards } from './doors/guards.ts'
import { akunRoutes } from './doors/akun/index.ts'
import { journeyRoutes } from './doors/masuk/journey.routes.ts'
import { journeyPages } from './doors/masuk/langkah/index.ts'
import { pageRoutes } from './doors/masuk/halaman.routes.ts'
import { lupaRoutes } from './doors/masuk/lupa.routes.ts'
import { pesanRoutes } from './doors/masuk/pesan.routes.ts'
import { aktivasiRoutes } from './doors/masuk/aktivasi.routes.ts'
import { bukanSayaRoutes } from './doors/masuk/bukan-saya.routes.ts'
import { kontakRoutes } from './doors/masuk/kontak.routes.ts'
import { setelUlangRoutes } from './doors/masuk/setel-ulang.routes.ts'
import { createDevices } from './doors/masuk/perangkat.ts'
import { stepRoutes } from './doors/masuk/step.routes.ts'
import { createStaffPages } from './doors/kerja.ts'
import { panduanRoutes } from './doors/pengembang/panduan/panduan.routes.ts'
import { berandaRoutes } from './doors/portal/beranda.routes.ts'
import { createDoors, protocolRow } from './doors/route.ts'
import { messageWindow } from './messages.ts'
import { readServiceToken } from './oidc/access-token.ts'
import { createInteractions } from './oidc/interactions.ts'
import { createErrorRenderer } from './oidc/errors.ts'
import { createLogoutSender } from './oidc/logout-sender.ts'
import { createProtocolDependencies } from './oidc/house.ts'
import { createProviderHolder } from './oidc/provider-holder.ts'
import { PORTAL_CLIENT_ID } from './oidc/registration.ts'
import { signedIn } from './oidc/session.ts'
import { createLentSecrets } from './oidc/try-out.ts'

export type { AppDependencies } from './app-dependencies.ts'

/** The protocol's one form that stands on a page of ours; its others are sent by applications. */
const PROTOCOL_FORM = '/oidc/session/end/confirm'

/**
 * Composes the service. The only file that knows every room.
 * @throws when a route has no row in the authorization table, or a signing key does not open
 */
export async function createApp(dependencies: AppDependencies): Promise<Koa> {
  const { issuer, database, clock, hasher, logger, cookieKeys } = dependencies
  const renderer = createRenderer({ issuer, development: !dependencies.production })
  const findPerson = createFindVisitor(database, dependencies.listener, clock)
  const clients = createKnownClients(database, dependencies.listener, clock)
  const demandFor = createPolicy({
    database, clock, listener: dependencies.listener,
    // Our own pages are nobody's application: they have no marks, and no row to look for.
    findClient: async (id) => id === PORTAL_CLIENT_ID ? undefined : clients.find(id),
  })
  const errorPages = createErrorPages({
    renderer, issuer,
    findClientState: async (clientId) => {
      const client = await clients.find(clientId)
      return client && { nama: client.aplikasi.nama, state: client.state }
    },
  })

  const seal = createSeal(dependencies.sealingKeys)
  const signingKeys = await keepSigningKeys({
    database, clock, seal, listener: dependencies.listener,
    onError: (error) => logger.error({ failure: describeError(error) }, 'the signing keys could not be read'),
  }, (keys) => provider.swap(keys))
  const errorBook = createErrorBook({
    database, clock, onError: (error) => logger.warn({ failure: describeError(error) }, 'errors of applications were not kept'),
  })
  const inHouse = createInHouse(issuer)
  const lentSecrets = createLentSecrets()
  const outbound = createOutbound({ cidrs: dependencies.outboundCidrs })
  const provider = createProviderHolder(createProtocolDependencies({
    errorBook, lentSecrets, isOwnRequest: inHouse.isOwn,
    onListenerFailure: (error) => logger.warn({ failure: describeError(error) }, 'an error of an application was not read'),
    issuer, database, clock, cookieKeys, renderer, findPerson, demandFor, clients, production: dependencies.production,
    outbound,
    renderError: createErrorRenderer(errorPages.presentProtocolError),
  }), signingKeys)

  const links = createSignedLinks(cookieKeys)
  if (dependencies.jobs) {
    workBeside(dependencies.jobs, { ...dependencies, seal, links, send: tellReceivers(createLogoutSender(provider.current), errorBook) })
  }

  const csrf = createCsrf(cookieKeys)
  const interactions = createInteractions(provider.current)
  const codes = createCodes(cookieKeys)
  const journey = {
    ...createPasskeys(database, clock, issuer), renderer, interactions, csrf, hasher, seal, findPerson,
    throttleKey: cookieKeys[0] ?? '', slowLane: dependencies.slowLane ?? createSlowLane(),
    devices: createDevices({ issuer, keys: cookieKeys, clock, seal }), common: loadCommonPasswords(),
    noteNetwork: createNoteNetwork({ database, clock }),
    demandFor, codes, terms: dependencies.passwords,
  }
  const pages = journeyPages({ ...journey, issuer })
  const staff = createStaffPages({ renderer, csrf })
  const doors = createDoors(
    [...journeyRoutes(journey, pages), ...stepRoutes(journey, pages), ...pageRoutes(journey), ...panduanRoutes({ renderer, issuer }),
      ...pesanRoutes({ renderer, shownMessages: messageWindow({ ...dependencies, links, seal }) }),
      ...aktivasiRoutes({ renderer, csrf, issuer, database, clock }),
      ...lupaRoutes({ renderer, csrf, issuer, database, clock, codes }), ...bukanSayaRoutes({ renderer, csrf, links, database, clock }),
      ...kontakRoutes({ renderer, csrf, links, database, clock }), ...setelUlangRoutes({ renderer, csrf, links, database, clock }),
      ...berandaRoutes({ renderer, csrf, database, clock, issuer }),
      ...akunRoutes({ ...journey, issuer }),
      ...deskRoutes({
        renderer, staff, database, clock, seal, issuer, codes, errorBook, outbound, ask: inHouse.ask, lend: lentSecrets.lend,
        outboundCidrs: dependencies.outboundCidrs,
      }),
      ...pushRoutes({ database, clock })],
    createGuards({
      issuer, interactions, findPerson, demandFor, clock, sessionOf: (ctx, door) => signedIn(provider.current(), ctx, clock, door),
      api: createBearerGuard({
        issuer, database, clock,
        readToken: (token) => readServiceToken(token, {
          provider: provider.current(), keys: provider.keys(), audience: provinceApi(issuer).identifier,
        }),
      }),
    }),
  )
  const ownForms = sameOriginForms(issuer)

  const app = new Koa()
  // The library signs its cookies with these; another array here and no interaction would be found.
  app.keys = provider.current().keys
  app.use(healthz())
  app.use(readyz(database, clock, { leaving: dependencies.leaving }))
  app.use(requestLog(logger, dependencies.measures?.request))
  app.use(securityHeaders({ https: issuer.startsWith('https:') }))
  app.use(keptByNobody())
  app.use(formActionOrigins())
  app.use(scriptOfPage())
  app.use(errorBoundary((ctx, error) => { (isForApi(ctx) ? presentProblem : errorPages.present)(ctx, error) }))
  app.use(callerAndScheme(issuer, dependencies.trustedProxies))
  app.use(requestsInWork())
  app.use(plainBodies())
  app.use(assets())
  app.use(issuerHostOnly(issuer))
  app.use(unitOfWork(database, dependencies.measures?.deed))
  app.use(async (ctx, next) => {
    const row = protocolRow(ctx.method, ctx.path)
    const answer = row === undefined ? doors : provider.middleware
    if (row !== undefined) stateOf(ctx).routeName = row
    // A program's token is in no browser's keeping: there is no form to be sent in somebody's name.
    if ((row === undefined && !isForApi(ctx)) || row === PROTOCOL_FORM) await ownForms(ctx, async () => { await answer(ctx, next) })
    else await answer(ctx, next)
  })
  app.on('error', (error: unknown) => logger.error({ err: error }, 'answer failed'))
  inHouse.serve(() => app.callback())
  return app
}
