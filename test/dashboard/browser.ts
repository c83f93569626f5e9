import { type Browser, chromium } from 'playwright-core'

const executablePath = '/usr/bin/chromium'

// Debian's browser as a test needs it: without a sandbox (tests run as root), a screen card or calls home.
const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** Opens the system's Chromium. Whoever opens it closes it. */
export const openBrowser = (): Promise<Browser> => chromium.launch({ executablePath, args })
