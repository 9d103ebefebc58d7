import { writeFileSync } from 'node:fs'
import { stringify } from 'yaml'
import { z } from 'zod'
import { MOST_EVENTS, peristiwaSchema } from '../../src/domain/kepegawaian/peristiwa/index.ts'

// The contract of /api/v1, made from what the door itself checks. `node test/peristiwa/openapi.ts` writes the file anew.

export const DOCUMENT = new URL('../../docs/openapi-api-v1.yaml', import.meta.url)

const json = (schema: object, description: string) => ({ description, content: { 'application/json': { schema } } })
const problem = (description: string) => ({
  description, content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Masalah' } } },
})
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` })

const outcome = {
  type: 'object', required: ['id', 'sumber', 'hasil', 'alasan', 'ulangan', 'status'],
  properties: {
    id: { type: 'string' }, sumber: { type: 'string' },
    hasil: {
      type: 'string', enum: ['diterapkan', 'terjadwal', 'tertunda', 'ditahan', 'bertentangan', 'diterima', 'diabaikan'],
      description: 'diterapkan: in force, or written down with its day. terjadwal: counts from its day on. tertunda: the person or '
        + 'the unit is not known yet. ditahan: the brake waits for BKD. bertentangan: contradicts who is who, a human looks. '
        + 'diterima: an import is under way, it is applied right after. diabaikan: a human left it aside, it counts nowhere.',
    },
    alasan: { type: 'string', nullable: true, enum: ['orang-tidak-dikenal', 'unit-tidak-dikenal', 'nip-milik-orang-lain', 'dua-orang', 'rem', null] },
    ulangan: { type: 'boolean', description: 'The same event was here before.' },
    status: { type: 'integer', enum: [200, 202] },
  },
}

const masalah = {
  type: 'object', description: 'RFC 9457.', required: ['type', 'title', 'status'],
  properties: {
    type: { type: 'string', example: 'urn:bantenprov:masalah:peristiwa-tidak-sah' }, title: { type: 'string' },
    status: { type: 'integer' }, detail: { type: 'string' }, kode: { type: 'string', description: 'Read it out to the help desk.' },
    id: { type: 'string', description: 'Of the event, in a batch.' },
    errors: {
      type: 'array', items: {
        type: 'object', required: ['pointer', 'detail'],
        properties: { pointer: { type: 'string', description: 'RFC 6901, within the event.' }, detail: { type: 'string' } },
      },
    },
  },
}

/** @returns the document as the file holds it */
export function openapi(): string {
  const event = z.toJSONSchema(peristiwaSchema, { io: 'input', target: 'openapi-3.0' })
  return stringify({
    openapi: '3.0.3',
    info: {
      title: 'API Banten Satu Login', version: '1',
      description: 'What the personnel system tells us, the moment it happens there. How to register: docs/integrating.md.',
    },
    servers: [{ url: 'https://login.bantenprov.go.id' }],
    security: [{ program: ['kepegawaian:tulis'] }],
    paths: {
      '/api/v1/kepegawaian/peristiwa': {
        post: {
          summary: 'One event, or a batch of them. Any order and repetition lead to the same state.',
          requestBody: {
            required: true, description: 'At most 256 KiB, not compressed.',
            content: { 'application/json': { schema: { oneOf: [ref('Peristiwa'), ref('Kumpulan')] } } },
          },
          responses: {
            200: json({ oneOf: [ref('Hasil'), ref('HasilKumpulan')] }, 'The event is in force; or a batch, each event with its own status.'),
            202: json(ref('Hasil'), 'The event is kept, and counts by itself later.'),
            400: problem('The event, or the request, cannot be understood; nothing was kept.'),
            401: problem('No token, or one that is not good for this API (RFC 6750, 9068, 9449).'),
            403: problem('The token has not the scope kepegawaian:tulis.'),
            409: problem('The same id stands for another event; this one was not kept.'),
            413: problem('More than 256 KiB.'), 415: problem('Not application/json, or compressed.'),
            500: problem('Nothing was done: send it again.'), 503: problem('Send it again after Retry-After.'),
          },
        },
      },
    },
    components: {
      securitySchemes: {
        program: {
          type: 'oauth2', description: 'client_credentials with resource <issuer>/api/v1; bearer tokens, or DPoP where registered.',
          flows: { clientCredentials: { tokenUrl: '/oidc/token', scopes: { 'kepegawaian:tulis': 'Tell what happens to civil servants.' } } },
        },
      },
      schemas: {
        Peristiwa: event,
        Kumpulan: {
          type: 'object', required: ['peristiwa'], additionalProperties: false,
          properties: { peristiwa: { type: 'array', minItems: 1, maxItems: MOST_EVENTS, items: ref('Peristiwa') } },
        },
        Hasil: outcome,
        HasilKumpulan: {
          type: 'object', required: ['hasil'],
          properties: { hasil: { type: 'array', items: { oneOf: [ref('Hasil'), ref('Masalah')] } } },
        },
        Masalah: masalah,
      },
    },
  }, { lineWidth: 120, aliasDuplicateObjects: false })
}

if (import.meta.main) writeFileSync(DOCUMENT, openapi())
