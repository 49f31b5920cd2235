"use client";

import { usePrefetchInfiniteQuery, useQuery } from "@tanstack/react-query";
import { MessagesSquare } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { cn } from "@/components/ui/cn";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { Sheet } from "@/components/ui/sheet";
import { useRead } from "./acts/use-read";
import { Composer } from "./composer/composer";
import { ContextPane } from "./context/context-pane";
import type { ConversationDetail } from "./inbox-data";
import { conversationQuery, ReadFailure, threadQuery } from "./read-inbox";
import { ConversationSkeleton } from "./thread/conversation-skeleton";
import { Thread } from "./thread/thread";
import { ThreadHeader } from "./thread/thread-header";

type ConversationViewProps = {
  conversationId: string;
  pane: "context" | null;
  onBack: () => void;
  onPane: (pane: "context" | null) => void;
  onUnread: () => void;
};

/** The open conversation: its thread with the composer, and beside it who it is with. */
export function ConversationView(props: ConversationViewProps) {
  const { conversationId, onBack } = props;
  const t = useTranslations("inbox");
  const { data, isPending, error, refetch } = useQuery(conversationQuery(conversationId));
  // The thread is drawn inside of what this reads, and is not to wait for it.
  usePrefetchInfiniteQuery(threadQuery(conversationId));
  if (isPending) return <ConversationSkeleton />;
  if (!data) {
    const isGone = error instanceof ReadFailure && error.code === "not_found";
    return (
      <div className="grid min-h-0 flex-1 place-items-center">
        {isGone ? (
          <EmptyState icon={<MessagesSquare />} title={t("gone.title")}>
            {t("gone.body")}
          </EmptyState>
        ) : (
          <ErrorState
            title={t("thread.failed")}
            requestId={error instanceof ReadFailure ? error.requestId : undefined}
            onRetry={() => void refetch()}
          />
        )}
        <button type="button" className="sr-only" data-shortcut="back" onClick={onBack}>
          {t("header.back")}
        </button>
      </div>
    );
  }
  return <OpenConversation key={data.id} {...props} conversation={data} />;
}

function OpenConversation(props: ConversationViewProps & { conversation: ConversationDetail }) {
  const { conversation, pane, onBack, onPane, onUnread } = props;
  const t = useTranslations("inbox.context");
  const [from, setFrom] = useState<string | null>(null);
  useRead(conversation.id, conversation.isUnread);
  return (
    <>
      <section
        data-open-conversation={conversation.id}
        className={cn("flex min-h-0 min-w-0 flex-1 flex-col", pane === "context" && "max-lg:hidden")}
      >
        <ThreadHeader
          conversation={conversation}
          onBack={onBack}
          onContext={() => onPane("context")}
          onUnread={onUnread}
          onJump={setFrom}
        />
        <Thread conversation={conversation} from={from} onNewest={() => setFrom(null)} />
        <Composer conversation={conversation} />
      </section>
      <aside className="hidden w-80 shrink-0 border-s border-line 2xl:block">
        <ContextPane conversation={conversation} onBack={null} />
      </aside>
      {pane === "context" ? (
        <ContextScreen conversation={conversation} onClose={() => onPane(null)} title={t("label")} />
      ) : null}
    </>
  );
}

/** The context where there is no room beside the thread: a screen of a phone, a sheet of a tablet. */
function ContextScreen(props: { conversation: ConversationDetail; onClose: () => void; title: string }) {
  const { conversation, onClose, title } = props;
  const isWide = useIsWide();
  if (isWide) {
    return (
      <Sheet
        open
        onOpenChange={(isOpen) => {
          if (!isOpen) onClose();
        }}
        title={title}
      >
        <div className="-m-5">
          <ContextPane conversation={conversation} onBack={null} />
        </div>
      </Sheet>
    );
  }
  return (
    <div className="flex min-h-0 min-w-0 flex-1 flex-col">
      <ContextPane conversation={conversation} onBack={onClose} />
    </div>
  );
}

function useIsWide(): boolean {
  const [isWide, setWide] = useState(false);
  useEffect(() => {
    const query = window.matchMedia("(min-width: 64rem)");
    const tell = () => setWide(query.matches);
    tell();
    query.addEventListener("change", tell);
    return () => query.removeEventListener("change", tell);
  }, []);
  return isWide;
}
