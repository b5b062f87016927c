package io.jasip.internal.dialog;

import io.jasip.internal.transaction.ServerTransaction;
import io.jasip.sip.SipRequest;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the owner of the dialog that a request belongs to. On the loop. */
public final class DialogTable {

  private final Map<DialogId, Owner> owners = new HashMap<>();

  /** Who handles the requests of a dialog. */
  public interface Owner {

    /** A request of the peer, in order; must be answered. */
    void onRequest(ServerTransaction transaction);

    /** The peer has acknowledged a 2xx. */
    void onAck(SipRequest ack);
  }

  /** Adds a dialog. */
  public void add(DialogId id, Owner owner) {
    owners.put(id, owner);
  }

  /** Removes a dialog. */
  public void remove(DialogId id) {
    owners.remove(id);
  }

  /**
   * The owner of the dialog that a request belongs to, or of the request of ours that is about to
   * make the dialog: one with an empty remote tag. Null if there is none.
   */
  public @Nullable Owner find(SipRequest request) {
    DialogId id = DialogId.ofIncoming(request);
    Owner owner = owners.get(id);
    return owner == null ? owners.get(new DialogId(id.callId(), id.localTag(), "")) : owner;
  }

  /** How many dialogs there are. */
  public int size() {
    return owners.size();
  }
}
