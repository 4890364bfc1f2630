import assert from 'node:assert/strict';
import { test } from 'node:test';
import { balanceOf, coverCamera, picture, skip, stage, visit } from '../stage.mjs';

test('A code before the camera raises the balance, and the live wall shows it within a second', { skip }, async () => {
  const { admin, member, system } = stage;
  await visit(admin, '/admin/live');
  await admin.waitForSelector('[data-testid=live][data-connected=true]');
  const balance = await balanceOf(member);
  await member.click('.balance-scan');
  await member.waitForSelector('.result.good');
  await admin.locator('.wall li', { hasText: system.codes[0] }).waitFor({ timeout: 1_000 });
  await picture(member, 'member-result');
  await member.click('.result-ways a');
  await member.locator('[data-testid=balance] .aloud', { hasText: String(balance + 10) }).waitFor();
  await member.locator('.row').first().getByText(`余额 ${balance + 10}`).waitFor();
  await picture(member, 'member-home');
  await coverCamera(member);
});

test('The live wall opens with what happened before, and shows each event once', { skip }, async () => {
  const { admin, system } = stage;
  await visit(admin, '/admin');
  await visit(admin, '/admin/live');
  await admin.locator('.wall li', { hasText: system.codes[0] }).waitFor();
  assert.ok(await admin.locator('.wall li').count() > 20, 'the demo claims three dozen codes');
  assert.equal(await admin.locator('.wall li', { hasText: system.codes[0] }).count(), 1);
  await picture(admin, 'console-live');
});

test('Nothing jumps while a typed code is checked and answered', { skip }, async () => {
  const { member, system } = stage;
  await visit(member, '/m/scan');
  await member.locator('button.scan-way').click();
  await member.fill('input[name=code]', system.codes[1]);
  await member.evaluate(() => {
    window.jumps = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) window.jumps += entry.value;
    }).observe({ type: 'layout-shift' });
  });
  await member.locator('.sheet form button').click();
  await member.waitForSelector('.result.good');
  assert.ok(await member.evaluate(() => window.jumps) < 0.01, `shifted by ${await member.evaluate(() => window.jumps)}`);
});

test('A code that the address gives is claimed after signing in, and is refused the second time to somebody else', { skip }, async () => {
  const { browser, system } = stage;
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, locale: 'en-US' });
  const page = await context.newPage();
  await page.goto(`${system.address}/c/${system.codes[1]}`);
  await page.getByText(system.codes[1]).waitFor();
  await page.fill('input[type=tel]', '13800000077');
  await page.locator('form button').last().click();
  await page.waitForSelector('.result.bad');
  await page.getByText('already').first().waitFor();
  await picture(page, 'member-refused');
  await context.close();
});
