// Every screen, as people with different eyes, hands and machines meet it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { adminPhone, barriers, coverCamera, desktop, memberPhone, newPage, phone, picture, signedIn, skip, stage, visit } from '../stage.mjs';

const screens = {
  m: [
    ['home', '/m', '.row'],
    ['points', '/m/points', '.row'],
    ['mall', '/m/mall', '.ware'],
    ['item', '/m/mall', '.ware', (page) => page.locator('.ware').first().click(), '.bill, .sheet .problem:not(:empty)'],
    ['redemptions', '/m/redemptions', '.row'],
    ['mine', '/m/mine', '.person'],
    ['profile', '/m/mine', '.person .pill:enabled', (page) => page.click('.person .pill'), 'input[name=birthday]'],
    ['code', '/m/code', '.squares'],
    ['scan', '/m/scan', '.scan-ways'],
    ['typing', '/m/scan', '.scan-ways', (page) => page.locator('button.scan-way').click(), 'input[name=code]'],
    ['refused', '/m/c/NOBODY-PRINTED', '.result.bad'],
    ['nowhere', '/m/nowhere', '.empty'],
  ],
  admin: [
    ['overview', '/admin', '.chart svg'],
    ['batches', '/admin/batches', '.ant-table-row'],
    ['codes', '/admin/codes', '.ant-table-row'],
    ['void', '/admin/codes?status=ACTIVE', '.ant-table-row', (page) => page.locator('.ant-table-row button').first().click(), '.ant-modal textarea'],
    ['live', '/admin/live', '.wall li'],
    ['mall', '/admin/mall', '.ant-table-row'],
    ['adding', '/admin/mall', '.ant-table-row', (page) => page.locator('.page-actions button').click(), '.ant-modal input'],
    ['redemptions', '/admin/redemptions', '.ant-table-row'],
    ['member', `/admin/members?phone=${memberPhone}`, '.ant-table-row'],
    ['proposals', '/admin/proposals?show=all', '.ant-table-row'],
    ['campaigns', '/admin/campaigns', '.ant-table-row'],
    ['rules', '/admin/rules', '.ant-table-row'],
    ['terms', '/admin/terms', '.ant-card .ant-table-row'],
    ['channels', '/admin/channels', '.ant-table-row'],
    ['nowhere', '/admin/nowhere', '.ant-result'],
  ],
};

for (const [name, options, number] of [['m', phone, memberPhone], ['admin', desktop, adminPhone]]) {
  test(`No screen of /${name} keeps anybody out, by day or by night`, { skip }, async () => {
    const found = [];
    const signInPage = await newPage(options);
    await visit(signInPage, `/${name}`);
    await signInPage.waitForSelector('form');
    found.push(...await barriers(signInPage));
    await picture(signInPage, `${name}-sign-in`);
    await signInPage.context().close();
    const page = await signedIn(name, options, number);
    await coverCamera(page);
    for (const [screen, path, ...rest] of screens[name]) {
      await arrive(page, path, ...rest);
      for (const scheme of ['light', 'dark']) {
        await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
        await settle(page);
        // By night nothing differs but the colours.
        const barred = scheme === 'light' ? await barriers(page) : await barriers(page, 'color-contrast');
        found.push(...barred.map((barrier) => `${screen}, ${scheme}: ${barrier}`));
        await picture(page, `${name}-${screen}-${scheme}`);
      }
    }
    await page.context().close();
    assert.deepEqual(found, []);
  });

  // In English, whose words are the longer ones.
  test(`No screen of /${name} is wider than 320 or 1920 pixels`, { skip }, async () => {
    const wide = [];
    const page = await signedIn(name, { ...options, locale: 'en-US' }, number);
    await coverCamera(page);
    for (const [screen, path, ...rest] of screens[name]) {
      await page.setViewportSize({ width: 320, height: 640 });
      await arrive(page, path, ...rest);
      for (const width of [320, 1920]) {
        await page.setViewportSize({ width, height: width === 320 ? 640 : 1080 });
        const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        if (over > 0) wide.push(`${screen} is ${over} too wide at ${width}`);
        await picture(page, `${name}-${screen}-${width}`);
      }
    }
    await page.context().close();
    assert.deepEqual(wide, []);
  });
}

test('Both pages speak both languages, and switch while they are open', { skip }, async () => {
  const english = await signedIn('m', { ...phone, locale: 'en-US' }, memberPhone);
  await english.getByRole('link', { name: 'Scan for points' }).waitFor();
  await picture(english, 'member-home-english');
  await english.getByRole('link', { name: 'Mine' }).click();
  await english.getByRole('button', { name: '中文' }).click();
  await english.getByRole('heading', { name: '我的' }).waitFor();
  await english.context().close();
  const { admin } = stage;
  await visit(admin, '/admin');
  await admin.getByText('EN', { exact: true }).click();
  await admin.getByRole('heading', { name: 'Overview' }).waitFor();
  await admin.getByText('中文', { exact: true }).click();
  await admin.getByRole('heading', { name: '总览' }).waitFor();
});

test('Every screen can be reached by the keyboard alone', { skip }, async () => {
  const page = await signedIn('m', phone, memberPhone);
  for (let presses = 0; presses < 12; presses++) {
    await page.keyboard.press('Tab');
    if (await page.evaluate(() => document.activeElement.matches('.balance-scan'))) break;
  }
  await page.keyboard.press('Enter');
  await page.waitForSelector('.scan-ways');
  await page.context().close();
});

async function arrive(page, path, mark, act, then) {
  await visit(page, path);
  await page.locator(mark).first().waitFor();
  if (act) {
    await act(page);
    await page.locator(then).first().waitFor();
  }
  await settle(page);
}

/** Until nothing moves any more but what moves for good: half-way colours would be judged as the page's own. */
function settle(page) {
  return page.evaluate(async () => {
    for (let moving = [null]; moving.length > 0;) {
      for (let frame = 0; frame < 3; frame++) await new Promise(requestAnimationFrame);
      moving = document.getAnimations().filter(({ effect }) => effect.getTiming().iterations !== Infinity);
      await Promise.all(moving.map(({ finished }) => finished.catch(() => {})));
    }
  });
}
