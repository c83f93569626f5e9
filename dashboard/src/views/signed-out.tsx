/** For who has no valid sign-in: how to get one. */
export const SignedOut = () => (
  <section class="card message">
    <h1>You are not signed in</h1>
    <p>
      Run <code>vitald start</code> and open the printed link. It works once and keeps this browser signed in.
    </p>
    <p>
      <button type="button" class="primary" onClick={() => location.reload()}>
        I have, try again
      </button>
    </p>
  </section>
)
