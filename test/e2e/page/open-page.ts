import type { Browser, Page } from 'playwright-core'
import { z } from 'zod'
import type { Daemon } from '../../setup/daemon.js'

const link = z.object({ path: z.string() })

export const desk = { width: 1280, height: 800 }
export const phone = { width: 360, height: 740 }
export const within = { timeout: 10_000 }

export interface PageParts {
  readonly browser: Browser
  readonly daemon: Daemon
  /** Takes what the page complains of. */
  readonly complaints: string[]
}

/** A page that is signed in the way a person is, by the one-time link. */
export async function openPage({ browser, daemon, complaints }: PageParts, viewport = desk): Promise<Page> {
  const { body } = await daemon.send('POST', '/v1/sign-in-links')
  const context = await browser.newContext({ viewport })
  const opened = await context.newPage()
  opened.on('pageerror', (error) => complaints.push(error.message))
  opened.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  await opened.goto(new URL(link.parse(body).path, daemon.http).href)
  return opened
}

/** How wide the page is, also where that is wider than the window. */
export const widthOf = (page: Page): Promise<unknown> => page.evaluate('document.documentElement.scrollWidth')
