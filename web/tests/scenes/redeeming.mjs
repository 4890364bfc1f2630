import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { test } from 'node:test';
import { asAdmin, picture, skip, stage, visit } from '../stage.mjs';

const umbrella = fileURLToPath(new URL('../../../silo/Demo/pictures/umbrella.webp', import.meta.url));

test('An admin adds an item with a picture, and the member sees it', { skip }, async () => {
  const { admin, member } = stage;
  await visit(admin, '/admin/mall');
  await admin.getByRole('button', { name: '添加商品' }).click();
  const dialog = admin.getByRole('dialog');
  await dialog.getByLabel('名称').fill('晴雨伞');
  await dialog.getByLabel('所需积分').fill('30');
  await dialog.getByLabel('库存').fill('7');
  await dialog.locator('input[type=file]').setInputFiles(umbrella);
  await dialog.getByRole('button', { name: '添加商品' }).click();
  await dialog.waitFor({ state: 'hidden' });
  await admin.locator('.ant-table-row', { hasText: '晴雨伞' }).locator('img').waitFor();
  await picture(admin, 'console-mall');
  await visit(member, '/m/mall');
  await member.locator('.ware', { hasText: '晴雨伞' }).scrollIntoViewIfNeeded();
  await member.waitForFunction(() => {
    const image = [...document.querySelectorAll('.ware')].find((ware) => ware.textContent.includes('晴雨伞'))?.querySelector('img');
    return image?.complete && image.naturalWidth === 480;
  });
});

test('A large photograph is made smaller before it is sent, and what is no picture is refused', { skip }, async () => {
  const { admin } = stage;
  await visit(admin, '/admin/mall');
  const input = admin.locator('.ant-table-row', { hasText: '晴雨伞' }).locator('input[type=file]');
  await input.setInputFiles({ name: 'holiday.png', mimeType: 'image/png', buffer: Buffer.from('<svg onload="alert(1)"/>') });
  await admin.getByText('无法读取这张图片').waitFor();
  const photograph = await admin.evaluate(async () => {
    const canvas = new OffscreenCanvas(4000, 3000);
    const context = canvas.getContext('2d');
    context.fillStyle = '#3a7';
    context.fillRect(0, 0, 4000, 3000);
    const bytes = new Uint8Array(await (await canvas.convertToBlob({ type: 'image/jpeg' })).arrayBuffer());
    return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  });
  await input.setInputFiles({ name: 'holiday.jpg', mimeType: 'image/jpeg', buffer: Buffer.from(photograph, 'hex') });
  await admin.waitForFunction(() => {
    const image = [...document.querySelectorAll('.ant-table-row')].find((row) => row.textContent.includes('晴雨伞'))?.querySelector('img');
    return image?.complete && image.naturalWidth === 960 && image.naturalHeight === 720;
  });
});

test('An item off sale is gone for members, and one who still has it open is told so', { skip }, async () => {
  const { admin, member } = stage;
  await visit(member, '/m/mall');
  await member.locator('.ware', { hasText: '晴雨伞' }).click();
  await member.getByRole('button', { name: '确认兑换' }).waitFor();
  await visit(admin, '/admin/mall');
  const sale = admin.getByRole('switch', { name: '晴雨伞 是否在售' });
  await sale.click();
  await admin.getByText('晴雨伞 已下架').waitFor();
  await member.getByRole('button', { name: '确认兑换' }).click();
  await member.getByText('该商品已下架').waitFor();
  await visit(member, '/m/mall');
  await member.locator('.ware').first().waitFor();
  assert.equal(await member.locator('.ware', { hasText: '晴雨伞' }).count(), 0);
  await sale.click();
  await admin.getByText('晴雨伞 已上架').waitFor();
});

test('An item is redeemed until none is left', { skip }, async () => {
  const { member } = stage;
  const { addMallItem } = await asAdmin(
    'mutation ($input: AddMallItemInput!) { addMallItem(input: $input) { mallItem { id } } }',
    { input: { name: '最后一把伞', price: 5, stock: 1, requestId: 'last-umbrella' } },
  );
  await visit(member, `/m/mall?item=${addMallItem.mallItem.id}`);
  await member.getByRole('button', { name: '确认兑换' }).click();
  await member.waitForSelector('.result.good');
  await picture(member, 'member-redeemed');
  await member.getByRole('button', { name: '关闭' }).last().click();
  await member.locator('.ware', { hasText: '最后一把伞' }).getByText('已兑完').waitFor();
  await picture(member, 'member-mall');
});
