import { connect } from '../gateway/client';
import { SessionStore } from '../gateway/session';

/** Who is signed in on the console. */
export const session = new SessionStore('loyalty.admin', 'admin');

/** The console's connection. */
export const gateway = connect(session);
