import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { film } from './film.mjs';
import { startSystem } from './system.mjs';

const browserFile = process.env.CHROMIUM ?? '/usr/bin/chromium';
const pictures = fileURLToPath(new URL('../../artifacts/pages/', import.meta.url));
const phone = { viewport: { width: 390, height: 844 }, locale: 'zh-CN', permissions: ['camera'] };
const desktop = { viewport: { width: 1440, height: 900 }, locale: 'zh-CN' };
const skip = existsSync(browserFile) ? false : `There is no Chromium at ${browserFile}.`;

let system;
let browser;
let member;
let admin;

before(async () => {
  if (skip) return;
  mkdirSync(pictures, { recursive: true });
  system = await startSystem();
  const video = join(mkdtempSync(join(tmpdir(), 'loyalty-film-')), 'code.y4m');
  await film(`https://example.com/c/${system.codes[0]}`, video);
  browser = await chromium.launch({
    executablePath: browserFile,
    args: [
      '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
      '--disable-component-update', '--disable-sync', '--use-fake-ui-for-media-stream',
      '--use-fake-device-for-media-stream', `--use-file-for-fake-video-capture=${video}`,
    ],
  });
  member = await signedIn('m', phone, '13800000001', '[data-testid=balance]');
  admin = await signedIn('admin', desktop, '13800000003', '.tile');
});

after(async () => {
  await browser?.close();
  await system?.stop();
});

test('A code before the camera raises the balance, and the live wall shows it within a second', { skip }, async () => {
  await admin.goto(`${system.address}/admin/live`);
  await admin.waitForSelector('[data-testid=live][data-connected=true]');
  const balance = Number(await member.locator('[data-testid=balance] .aloud').innerText());
  await member.click('.balance-scan');
  await member.waitForSelector('.result.good');
  await admin.locator('.wall li', { hasText: system.codes[0] }).waitFor({ timeout: 1_000 });
  await picture(member, 'member-result');
  await picture(admin, 'console-live');
  await member.click('.result-ways a');
  await member.locator('[data-testid=balance] .aloud', { hasText: String(balance + 10) }).waitFor();
  await member.locator('.row').first().getByText(`余额 ${balance + 10}`).waitFor();
  await picture(member, 'member-home');
});

test('A file dropped on the console is imported, and a row that is no code is kept for download', { skip }, async () => {
  await admin.goto(`${system.address}/admin/batches`);
  await admin.waitForSelector('.ant-upload-drag');
  const rows = Array.from({ length: 2_000 }, (_, index) => `PAGE${String(index).padStart(6, '0')}`);
  const transfer = await admin.evaluateHandle((text) => {
    const files = new DataTransfer();
    files.items.add(new File([text], 'autumn.csv', { type: 'text/csv' }));
    return files;
  }, ['code', ...rows, 'AB CD'].join('\n'));
  await admin.dispatchEvent('.ant-upload-drag .ant-upload-btn', 'drop', { dataTransfer: transfer });
  await admin.getByText('autumn.csv').waitFor();
  await admin.getByRole('button', { name: '开始导入' }).click();
  await admin.waitForSelector('[data-testid=import][data-status=SUCCEEDED]');
  const figures = await admin.locator('.import-figures .ant-statistic-content').allInnerTexts();
  assert.deepEqual(figures.map((text) => text.trim()).slice(1), ['2,000', '0', '1']);
  await admin.getByRole('button', { name: '下载无效行' }).waitFor();
  await picture(admin, 'console-import');
});

test('An item is redeemed until none is left', { skip }, async () => {
  const { signIn } = await system.ask('mutation { signIn(input: { phone: "13800000003", role: ADMIN }) { token } }');
  const { addMallItem } = await system.ask(
    'mutation ($input: AddMallItemInput!) { addMallItem(input: $input) { mallItem { id } } }',
    { input: { name: '最后一把伞', price: 5, stock: 1, requestId: 'last-umbrella' } },
    signIn.token,
  );
  await member.goto(`${system.address}/m/mall?item=${addMallItem.mallItem.id}`);
  await picture(member, 'member-mall-item');
  await member.getByRole('button', { name: '确认兑换' }).click();
  await member.waitForSelector('.result.good');
  await member.getByRole('button', { name: '关闭' }).last().click();
  await member.locator('.ware', { hasText: '最后一把伞' }).getByText('已兑完').waitFor();
  await picture(member, 'member-mall');
});

test('Both pages speak both languages', { skip }, async () => {
  const english = await signedIn('m', { ...phone, locale: 'en-US' }, '13800000001', '[data-testid=balance]');
  await english.getByRole('link', { name: 'Scan for points' }).waitFor();
  await english.getByRole('button', { name: '中文' }).click();
  await english.getByRole('link', { name: '扫码获取积分' }).waitFor();
  await admin.goto(`${system.address}/admin`);
  await admin.waitForSelector('.chart svg');
  await picture(admin, 'console-overview');
  await admin.getByText('EN', { exact: true }).click();
  await admin.getByRole('heading', { name: 'Overview' }).waitFor();
  await english.context().close();
});

async function signedIn(name, options, number, mark) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  await page.goto(`${system.address}/${name}`);
  await page.fill('input[type=tel]', number);
  await page.locator('form button').last().click();
  await page.waitForSelector(mark);
  return page;
}

function picture(page, name) {
  return page.screenshot({ path: join(pictures, `${name}.png`), animations: 'disabled' });
}
