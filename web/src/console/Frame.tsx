import {
  ApiOutlined, BarChartOutlined, CalculatorOutlined, CheckSquareOutlined, GiftOutlined, LogoutOutlined, MenuOutlined, QrcodeOutlined,
  NotificationOutlined, SettingOutlined, ShopOutlined, TeamOutlined, ThunderboltOutlined, UploadOutlined,
} from '@ant-design/icons';
import { Button, Drawer, Grid, Layout, Menu } from 'antd';
import { useEffect, useState } from 'react';
import { Link, Outlet, useLocation } from 'react-router';
import { session } from './gateway';
import { LanguageSwitch } from './look/LanguageSwitch';
import { useProgram } from './program';
import { useText } from './words';

/** The pages of the console and what stands for each. */
export const pages = [
  { path: '/', name: 'overview', icon: <BarChartOutlined /> },
  { path: '/batches', name: 'batches', icon: <UploadOutlined /> },
  { path: '/codes', name: 'codes', icon: <QrcodeOutlined /> },
  { path: '/live', name: 'live', icon: <ThunderboltOutlined /> },
  { path: '/mall', name: 'mall', icon: <ShopOutlined /> },
  { path: '/redemptions', name: 'redemptions', icon: <GiftOutlined /> },
  { path: '/members', name: 'members', icon: <TeamOutlined /> },
  { path: '/campaigns', name: 'campaigns', icon: <NotificationOutlined /> },
  { path: '/rules', name: 'rules', icon: <CalculatorOutlined /> },
  { path: '/proposals', name: 'proposals', icon: <CheckSquareOutlined /> },
  { path: '/terms', name: 'terms', icon: <SettingOutlined /> },
  { path: '/channels', name: 'channels', icon: <ApiOutlined /> },
] as const;

/** What surrounds every page: where one can go, and who is here. */
export function Frame() {
  const { t } = useText();
  const { pathname } = useLocation();
  const { lg } = Grid.useBreakpoint();
  const [open, setOpen] = useState(false);
  const program = useProgram();
  useEffect(() => {
    setOpen(false);
    scrollTo(0, 0);
  }, [pathname]);

  const menu = (
    <Menu
      mode="inline"
      selectedKeys={[pathname]}
      items={pages.map(({ path, name, icon }) => ({ key: path, icon, label: <Link to={path}>{t(`nav.${name}`)}</Link> }))}
    />
  );
  const brand = <Link className="brand" to="/" aria-label={program?.name ?? t('app.title')}><img src="/icon.svg" width="30" height="30" alt="" /><strong>{program?.name ?? t('app.title')}</strong></Link>;

  return (
    <Layout className="frame">
      <a className="skip" href="#content">{t('app.skip')}</a>
      {lg && <Layout.Sider width={224} theme="light" className="frame-side">{brand}<nav aria-label={t('app.menu')}>{menu}</nav></Layout.Sider>}
      <Layout>
        <Layout.Header className="frame-top">
          {!lg && <Button type="text" icon={<MenuOutlined />} aria-label={t('app.menu')} onClick={() => setOpen(true)} />}
          {!lg && brand}
          <span className="frame-space" />
          <LanguageSwitch />
          <span className="frame-who">{session.current?.phone}</span>
          <Button type="text" icon={<LogoutOutlined />} aria-label={t('app.signOut')} title={t('app.signOut')} onClick={() => session.signOut()} />
        </Layout.Header>
        <Layout.Content id="content" className="frame-content" role="main" tabIndex={-1}><Outlet /></Layout.Content>
      </Layout>
      {!lg && <Drawer open={open} onClose={() => setOpen(false)} placement="left" size={264} title={program?.name ?? t('app.title')} styles={{ body: { padding: 8 } }}>{menu}</Drawer>}
    </Layout>
  );
}
