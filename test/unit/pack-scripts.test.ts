import { expect, it } from 'vitest';
import { hasUnprintedScript } from '#shared/domain/pack/scripts.ts';

it.each([
  'Zahlungen, čeština, Đà Nẵng',
  'Πληρωμές',
  'Платежи',
  'שדרוג',
  'نقل المدفوعات',
  '支付升级 アップグレード 결제',
  '4.8.0 → 4.9.0 ✅ π',
])('%s is printed as it stands', (text) => expect(hasUnprintedScript(text)).toBe(false));

it.each(['ปรับปรุง', 'भुगतान', 'Payments ქართული'])('%s has letters without a font', (text) =>
  expect(hasUnprintedScript(text)).toBe(true),
);
