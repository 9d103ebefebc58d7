import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import test from 'ava'
import { fileScope } from '../helpers/scope.ts'
import { freePort } from '../service/free-port.ts'
import { type Application, CLIENT, openApplication } from './application.ts'
import { openLiar } from './liar.ts'
import { hasPhp, put, servePhp, type Serving } from './tools.ts'

// An application that has users of its own, in a file instead of a table: by `sub` first, by `nip` once.

const here = hasPhp() ? test.serial : test.serial.skip
const file = fileScope(test)

const HOOKS = `<?php
$berkas = __DIR__ . '/pengguna.json';
$baca = function () use ($berkas) { return json_decode(file_get_contents($berkas), true); };
$cari = function ($kolom, $nilai) use ($baca) {
    foreach ($baca() as $id => $satu) { if ($satu[$kolom] === $nilai) { return $id; } }
    return null;
};
return array(
    'cari_sub' => function ($sub) use ($cari) { return $cari('sub', $sub); },
    'cari_nip' => function ($nip) use ($cari) { return $cari('nip', $nip); },
    'ikat' => function ($id, $sub) use ($baca, $berkas) {
        $semua = $baca();
        if ($semua[$id]['sub'] !== null) { return false; }
        $semua[$id]['sub'] = $sub;
        file_put_contents($berkas, json_encode($semua));
        return true;
    },
    'masuk' => function ($id, $orang) { $_SESSION['user_id'] = $id . ':' . $orang['nip']; },
);
`
const NIP = '199001012015032001'

let server: Serving
let app: Application
test.before(async () => {
  if (!hasPhp()) return
  server = await servePhp(file, await freePort())
  app = openApplication(server, await openLiar(file, CLIENT), 'sso', {}, { 'pengguna.php': HOOKS })
})

const users = (rows: Record<string, { nip: string | null; sub: string | null }>): void =>
  put(server.root, { 'sso/pengguna.json': JSON.stringify(rows) })
const subOf = (id: string): string | null =>
  (JSON.parse(readFileSync(join(server.root, 'sso/pengguna.json'), 'utf8')) as Record<string, { sub: string | null }>)[id]?.sub ?? null

async function signInAs(sub: string, nip: string | undefined = NIP) {
  app.liar.idToken = { sub }
  app.liar.userinfo = { sub, nip }
  return app.signIn()
}

here('somebody who was there before is found by his NIP once, and by his sub ever after', async (t) => {
  users({ u1: { nip: NIP, sub: null } })
  const { answer, jar } = await signInAs('orang-1')
  t.is(answer.status, 303)
  t.is((await app.inside(jar))?.['pengguna'], 'u1')
  t.is(subOf('u1'), 'orang-1')
  // His NIP changes, and somebody else's row has it now.
  users({ u1: { nip: 'lama', sub: 'orang-1' }, u2: { nip: NIP, sub: null } })
  t.is((await app.inside((await signInAs('orang-1')).jar))?.['pengguna'], 'u1')
  t.is(subOf('u2'), null)
})

here('a NIP does not open a row that is somebody else\'s already', async (t) => {
  users({ u1: { nip: NIP, sub: 'orang-lain' } })
  const { answer, jar } = await signInAs('orang-1')
  t.is(answer.status, 409)
  t.regex(await answer.text(), /sudah terhubung dengan akun Banten Satu Login yang lain/)
  t.is(await app.inside(jar), undefined)
  t.is(subOf('u1'), 'orang-lain')
})

here('who is not known reads so; no NIP is never looked for', async (t) => {
  users({ u1: { nip: null, sub: null }, u2: { nip: '', sub: null } })
  for (const nip of [NIP, '', undefined]) {
    app.liar.userinfo = {}
    const { answer, jar } = await signInAs('orang-9', nip)
    t.is(answer.status, 403)
    t.regex(await answer.text(), /Anda belum punya akun di aplikasi ini/)
    t.is(await app.inside(jar), undefined)
  }
})

here('an incomplete pengguna.php is a mistake of the application, in words', async (t) => {
  const broken = openApplication(server, app.liar, 'rusak', {}, { 'pengguna.php': '<?php return array();' })
  const { answer } = await broken.signIn()
  t.is(answer.status, 500)
  t.regex(await answer.text(), /pengguna\.php di sebelah berkas masuk belum lengkap/)
})
