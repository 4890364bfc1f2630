// What every scene plays on: the system as an operator starts it, one browser, a member on a phone and an admin at a desk.
import { existsSync, mkdirSync, mkdtempSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { film } from './film.mjs';
import { startSystem } from './system.mjs';

const browserFile = process.env.CHROMIUM ?? '/usr/bin/chromium';
const pictures = fileURLToPath(new URL('../../artifacts/pages/', import.meta.url));
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export const skip = existsSync(browserFile) ? false : `There is no Chromium at ${browserFile}.`;
// Without motion: a button that still moves as the mouse goes up has not been clicked.
const still = { locale: 'zh-CN', reducedMotion: 'reduce' };
export const phone = { ...still, viewport: { width: 390, height: 844 }, permissions: ['camera'] };
export const desktop = { ...still, viewport: { width: 1440, height: 900 } };
export const memberPhone = '13800000001';
export const adminPhone = '13800000003';

/** Filled before the first scene. Complaints are what any page has said against itself: policy and script errors. */
export const stage = { system: null, browser: null, member: null, admin: null, complaints: [] };

export async function open() {
  mkdirSync(pictures, { recursive: true });
  stage.system = await startSystem();
  const video = join(mkdtempSync(join(tmpdir(), 'loyalty-film-')), 'code.y4m');
  await film(`https://example.com/c/${stage.system.codes[0]}`, video);
  stage.browser = await chromium.launch({
    executablePath: browserFile,
    args: [
      '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
      '--disable-component-update', '--disable-sync', '--use-fake-ui-for-media-stream',
      '--use-fake-device-for-media-stream', `--use-file-for-fake-video-capture=${video}`,
    ],
  });
  stage.member = await signedIn('m', phone, memberPhone);
  stage.admin = await signedIn('admin', desktop, adminPhone);
}

export async function close() {
  await stage.browser?.close();
  await stage.system?.stop();
}

/** A page of a context of its own, with somebody signed in on it. */
export async function signedIn(name, options, number) {
  const page = await newPage(options);
  await page.goto(`${stage.system.address}/${name}`);
  await signIn(page, number);
  await page.waitForSelector(name === 'm' ? '[data-testid=balance]' : '.tile');
  return page;
}

export async function newPage(options) {
  const context = await stage.browser.newContext(options);
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  page.on('pageerror', (error) => stage.complaints.push(`${page.url()}: ${error.message}`));
  page.on('console', (line) => {
    if (/Content.Security.Policy/i.test(line.text())) stage.complaints.push(`${page.url()}: ${line.text()}`);
  });
  return page;
}

/** From its next screen on, the page's camera never starts: the film before it would claim its code again and again. */
export function coverCamera(page) {
  return page.addInitScript(() => { navigator.mediaDevices.getUserMedia = () => new Promise(() => {}); });
}

export async function signIn(page, number) {
  await page.fill('input[type=tel]', number);
  await page.locator('form button').last().click();
}

/** Goes to a screen of the page, as a link in a message would. */
export async function visit(page, path) {
  await page.goto(`${stage.system.address}${path}`);
}

/** Keeps what the page looks like beside the test's results. */
export function picture(page, name) {
  return page.screenshot({ path: join(pictures, `${name}.png`), animations: 'disabled' });
}

/** What keeps some people from using the page as it is now: axe's serious and critical findings, by all rules or by these. */
export function barriers(page, ...rules) {
  return page.evaluate(async ({ source, rules }) => {
    if (!window.axe) (0, eval)(source);
    const { violations } = await window.axe.run(document, { resultTypes: ['violations'], ...(rules.length > 0 && { runOnly: rules }) });
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .flatMap(({ id, nodes }) => nodes.map(({ target, any }) => `${id}: ${target.join(' ')} ${any[0]?.message ?? ''}`));
  }, { source: axe, rules }).catch((refused) => {
    throw new Error(`axe did not run on ${page.url()}: ${refused.message}`);
  });
}

/** What the member has, as the page reads it aloud. */
export async function balanceOf(page) {
  return Number((await page.locator('[data-testid=balance] .aloud').innerText()).replaceAll(',', ''));
}

/** Asks the gateway past the pages, as an admin. */
export async function asAdmin(query, variables) {
  const { signIn: { token } } = await stage.system.ask(`mutation { signIn(input: { phone: "${adminPhone}", role: ADMIN }) { token } }`);
  return stage.system.ask(query, variables, token);
}
