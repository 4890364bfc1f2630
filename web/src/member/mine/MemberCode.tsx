import { encode } from 'uqr';
import { useEffect } from 'react';
import { Link } from 'react-router';
import { useQuery } from 'urql';
import { MyCodeDocument } from '../../gql/graphql';
import { Icon } from '../look/Icon';
import { Failed } from '../look/pieces';
import { useMine } from '../me';
import { useText } from '../words';

// Asked for anew this long before its end: the till has to have the time to send it.
const spare = 10_000;

/** The code by which a till knows the member. It lives a minute, so a photograph of it is worth nothing. */
export default function MemberCode() {
  const { t } = useText();
  const { data: mine } = useMine();
  const [{ data, error }, renew] = useQuery({ query: MyCodeDocument, requestPolicy: 'network-only' });
  const code = data?.memberCode;
  useEffect(() => {
    if (!code) return;
    const timer = setTimeout(() => renew({ requestPolicy: 'network-only' }), Math.max(5_000, Date.parse(code.expiresAt) - Date.now() - spare));
    return () => clearTimeout(timer);
  }, [code, renew]);

  return (
    <>
      <div className="title-row start">
        <Link className="round" to="/mine" aria-label={t('app.back')}><Icon name="back" /></Link>
        <h1 className="title">{t('mine.code')}</h1>
      </div>
      {error && !code
        ? <Failed retry={() => renew({ requestPolicy: 'network-only' })} />
        : (
          <section className="card member-code">
            <p className="person-name">{mine?.me?.name ?? mine?.me?.phone ?? ' '}</p>
            {code ? <Squares text={code.code} label={t('mine.code')} /> : <span className="bone member-code-bone" />}
            <p className="quiet">{t('mine.codeHint')}</p>
          </section>
        )}
    </>
  );
}

/** A QR code as one path: dark on light by night as well, for tills that read no other. */
function Squares({ text, label }: { text: string; label: string }) {
  const [path, size] = squaresOf(text);
  return <svg className="squares" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label} shapeRendering="crispEdges"><path d={path} /></svg>;
}

function squaresOf(text: string): [path: string, size: number] {
  const { data, size } = encode(text, { ecc: 'M', border: 2 });
  const parts = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])));
  return [parts.join(''), size];
}
