import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asAdmin, balanceOf, picture, skip, stage, visit } from '../stage.mjs';

test('A code typed without a network is kept over a reload and claimed once when the network is back', { skip }, async () => {
  const { member } = stage;
  await visit(member, '/m');
  const balance = await balanceOf(member);
  await visit(member, '/m/scan');
  await member.locator('button.scan-way').click();
  await member.fill('input[name=code]', 'PAGE000001');
  await member.context().setOffline(true);
  await member.locator('.sheet form button').click();
  await member.getByText('网络').first().waitFor();
  await member.waitForFunction(() => Object.values(sessionStorage).some((kept) => kept.includes('PAGE000001')));
  await picture(member, 'member-offline');
  await member.context().setOffline(false);
  await visit(member, '/m');
  await member.locator('[data-testid=balance] .aloud', { hasText: String(balance + 10) }).waitFor();
  await member.waitForFunction(() => !Object.values(sessionStorage).some((kept) => kept.includes('PAGE000001')));
});

test('A claim whose answer is lost is asked for again and counts once', { skip }, async () => {
  const { member } = stage;
  await visit(member, '/m');
  const balance = await balanceOf(member);
  const sent = await loseFirstAnswer(member, 'ClaimCode');
  await visit(member, '/m/c/PAGE000002');
  await member.waitForSelector('.result.good');
  await member.click('.result-ways a');
  await member.locator('[data-testid=balance] .aloud', { hasText: String(balance + 10) }).waitFor();
  assert.equal(sent.length, 2);
  assert.equal(sent[0], sent[1]);
  await member.unrouteAll();
});

test('A redemption whose answer is lost is asked for again by the same name and takes the points once', { skip }, async () => {
  const { member } = stage;
  const { addMallItem } = await asAdmin(
    'mutation ($input: AddMallItemInput!) { addMallItem(input: $input) { mallItem { id } } }',
    { input: { name: '手机支架', price: 5, stock: 9, requestId: 'stand' } },
  );
  await visit(member, '/m');
  const balance = await balanceOf(member);
  await visit(member, `/m/mall?item=${addMallItem.mallItem.id}`);
  const sent = await loseFirstAnswer(member, 'RedeemItem');
  await member.getByRole('button', { name: '确认兑换' }).click();
  await member.waitForSelector('.result.good');
  assert.equal(sent.length, 2);
  const [first, second] = sent.map((body) => JSON.parse(body).variables.requestId);
  assert.equal(first, second);
  await member.unrouteAll();
  await visit(member, '/m');
  await member.locator('[data-testid=balance] .aloud', { hasText: String(balance - 5) }).waitFor();
});

/** Lets the gateway do what it is asked the first time, and cuts the connection before the page hears of it. */
async function loseFirstAnswer(page, operation) {
  const sent = [];
  await page.route('**/graphql', async (route) => {
    const body = route.request().postData() ?? '';
    if (!body.includes(`mutation ${operation}`)) return route.continue();
    sent.push(body);
    if (sent.length > 1) return route.continue();
    await route.fetch();
    return route.abort('connectionreset');
  });
  return sent;
}
