/*
 * Uses or makes a passkey (WebAuthn Level 3) for the one form of a page that has data-passkey ("masuk" or "daftar"):
 * asks data-opsi what is to be signed, lets the browser answer it, and sends the answer as an ordinary form. No library:
 * what is needed fits here, and runs on every browser that has passkeys (2018 and later). What a browser without them,
 * or without this script, shows stands in the page already.
 */
(function () {
  'use strict'
  const form = document.querySelector('form[data-passkey]')
  if (!form || !window.PublicKeyCredential || !navigator.credentials || !window.AbortController) return

  const makes = form.dataset.passkey === 'daftar'
  const button = form.querySelector('button')
  /* Remembers nothing but that a passkey was used here, so that only such browsers are asked at once; no shared one is. */
  const MARK = 'satu-login-passkey'
  let waiting

  function bytes(text) {
    const raw = atob(text.replace(/-/g, '+').replace(/_/g, '/'))
    return Uint8Array.from(raw, function (letter) { return letter.charCodeAt(0) })
  }
  function base64url(buffer) {
    const raw = Array.from(new Uint8Array(buffer), function (one) { return String.fromCharCode(one) }).join('')
    return btoa(raw).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '')
  }
  const known = function (list) {
    return (list || []).map(function (one) { return Object.assign({}, one, { id: bytes(one.id) }) })
  }

  /* What our answer in JSON means to the browser. */
  function read(options) {
    const all = Object.assign({}, options, { challenge: bytes(options.challenge) })
    if (makes) {
      all.user = Object.assign({}, options.user, { id: bytes(options.user.id) })
      all.excludeCredentials = known(options.excludeCredentials)
    } else {
      all.allowCredentials = known(options.allowCredentials)
    }
    return all
  }

  /* What the browser answered, as JSON (WebAuthn Level 3, 5.1: toJSON). */
  function written(credential) {
    const from = credential.response
    const response = {}
    for (const name of ['clientDataJSON', 'attestationObject', 'authenticatorData', 'signature', 'userHandle']) {
      if (from[name]) response[name] = base64url(from[name])
    }
    if (from.getTransports) response.transports = from.getTransports()
    const answer = {
      id: credential.id, rawId: base64url(credential.rawId), type: credential.type, response,
      clientExtensionResults: credential.getClientExtensionResults(),
    }
    if (credential.authenticatorAttachment) answer.authenticatorAttachment = credential.authenticatorAttachment
    return JSON.stringify(answer)
  }

  async function options() {
    const answer = await fetch(form.dataset.opsi, {
      method: 'POST', body: new URLSearchParams({ csrf: form.elements.csrf.value }), credentials: 'same-origin',
      headers: { accept: 'application/json' }, redirect: 'manual',
    })
    /* The sign-in went on in another tab, or the page is too old. */
    if (!answer.ok) throw new Error('no options')
    return read(await answer.json())
  }

  function send(credential) {
    const box = document.getElementById('bersama')
    const shared = Boolean(box && box.checked)
    if (form.elements.bersama) form.elements.bersama.value = shared ? '1' : ''
    if (form.dataset.ingat !== undefined && !shared) {
      try { localStorage.setItem(MARK, '1') } catch (_) { /* not allowed here: the button is enough */ }
    }
    form.elements.jawaban.value = written(credential)
    form.submit()
  }

  /* Says one of the sentences that the page holds ready. */
  function say(which) {
    for (const one of form.querySelectorAll('[data-galat]')) {
      one.setAttribute('role', 'alert')
      one.hidden = one.dataset.galat !== which
    }
    button.disabled = false
  }
  const REASONS = { NotAllowedError: 'batal', AbortError: 'batal', InvalidStateError: 'dikenal' }

  async function ask() {
    say('')
    button.disabled = true
    if (waiting) waiting.abort()
    try {
      const publicKey = await options()
      send(await (makes ? navigator.credentials.create({ publicKey }) : navigator.credentials.get({ publicKey })))
    } catch (error) {
      say(REASONS[error.name] || 'gagal')
    }
  }

  /*
   * The browser offers the passkey where the number is typed. Options are drawn for that only where a passkey was used
   * before: everybody else has the button, and costs nothing. They are good for five minutes, so drawn anew before.
   */
  async function offer() {
    try {
      if (!localStorage.getItem(MARK) || !await PublicKeyCredential.isConditionalMediationAvailable()) return
      for (let round = 0; round < 12; round += 1) {
        const turn = waiting = new AbortController()
        const publicKey = await options()
        const late = setTimeout(function () { turn.abort('late') }, 240000)
        const credential = await navigator.credentials.get({ publicKey, mediation: 'conditional', signal: turn.signal })
          .catch(function (error) { if (error === 'late') return null; throw error })
        clearTimeout(late)
        if (credential) return send(credential)
      }
    } catch (_) { /* the button still is there, and says why */ }
  }

  form.addEventListener('submit', function (event) {
    event.preventDefault()
    ask()
  })
  form.hidden = false
  for (const one of document.querySelectorAll('[data-tanpa-passkey]')) one.hidden = true
  if (form.dataset.otomatis !== undefined) offer()
})()
