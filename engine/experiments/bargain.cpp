#include "engine/experiments/bargain.h"

#include <utility>

#include "engine/core/assert.h"

namespace dragoman {
namespace {

/// Writes down what it is told.
class BargainRecorder final : public SittingObserver {
 public:
  explicit BargainRecorder(std::vector<BargainEvent>* events) : events_(*events) {}

  void OnOffer(const Clock& clock, int proposer, const PoolOffer& offer,
               double aspiration) override {
    BargainEvent& event = Add(BargainEvent::Kind::kOffer, clock, proposer);
    event.proposer = proposer;
    event.offer = offer.offer;
    event.aspiration = aspiration;
  }

  void OnReply(const Clock& clock, int responder, int proposer, const PoolOffer& offer,
               const Judgement& reply) override {
    BargainEvent& event = Add(BargainEvent::Kind::kReply, clock, responder);
    event.proposer = proposer;
    event.offer = offer.offer;
    event.reply = reply;
  }

  void OnSilence(const Clock& clock, int proposer, double aspiration) override {
    Add(BargainEvent::Kind::kSilence, clock, proposer).aspiration = aspiration;
  }

  void OnBreak(const Clock& clock, int party) override {
    Add(BargainEvent::Kind::kBreak, clock, party);
  }

  void OnOverlap(const Clock& clock, std::uint32_t issues, const Outcome& text) override {
    BargainEvent& event = Add(BargainEvent::Kind::kOverlap, clock, -1);
    event.issues = issues;
    event.offer = text;
  }

 private:
  BargainEvent& Add(BargainEvent::Kind kind, const Clock& clock, int party) {
    BargainEvent& event = events_.emplace_back();
    event.kind = kind;
    event.clock = clock;
    event.party = party;
    return event;
  }

  std::vector<BargainEvent>& events_;
};

}  // namespace

BargainTrace RunBargain(const BargainSettings& settings, PreparedDomain* prepared,
                        std::vector<Problem>* problems) {
  DRAGOMAN_ASSERT(settings.strategies.size() == prepared->seats());
  BargainTrace trace;
  const auto strategies = MakeStrategies(settings.strategies, prepared->space, problems);
  const auto protocol = MakeProtocolFor(settings.protocol, prepared->seats(), problems);
  if (!problems->empty()) return trace;
  BuildIndexes(prepared);
  if (!prepared->ok()) {
    *problems = prepared->problems;
    return trace;
  }
  Session session;
  SessionRules rules;
  rules.protocol = protocol.get();
  rules.rounds = settings.rounds;
  rules.time = settings.time;
  rules.common_knowledge = settings.common_knowledge;
  session.Prepare(rules, prepared->Parties(strategies));
  BargainRecorder recorder(&trace.events);
  SessionRun run;
  run.seed = settings.seed;
  run.run = settings.run;
  run.observer = &recorder;
  trace.result = session.Run(run);
  return trace;
}

}  // namespace dragoman
