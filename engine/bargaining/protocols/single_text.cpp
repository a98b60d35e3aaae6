#include "engine/bargaining/protocols/single_text.h"

#include "engine/bargaining/protocols/text_drafter.h"
#include "engine/bargaining/registry.h"

namespace dragoman {
namespace {

/// The mediator at work: it listens, puts drafts to the vote, and closes.
class Mediation {
 public:
  Mediation(const SingleTextOptions& options, const AssentRule& assent, Floor* floor)
      : options_(options),
        assent_(assent),
        floor_(*floor),
        pool_(options, assent, floor->num_parties()),
        drafter_(options, pool_, *floor) {}

  /// One tick: listen, ask again about the packages remembered, draft. True once it is over.
  bool Round() {
    if (Listen() || Review()) return true;
    for (int k = 0; k < options_.drafts; ++k) {
      if (Step((floor_.clock().tick - 1 + static_cast<double>(k) / options_.drafts) /
               floor_.num_ticks())) {
        return true;
      }
    }
    return closes_late_ && floor_.clock().tick == floor_.num_ticks() && CloseOnBest();
  }

 private:
  static std::uint32_t Bit(int party) { return std::uint32_t{1} << party; }

  // Every party tables what it would like to see in the text. True if silence ended the sitting.
  bool Listen() {
    for (int p = 0; p < floor_.num_parties(); ++p) {
      const PoolOffer* proposal = floor_.CallOn(p);
      if (proposal == nullptr) {
        if (floor_.SilenceBreaks(p)) return true;
        continue;
      }
      drafter_.Wish(p, proposal->offer);
      if (options_.votes == Votes::kOpen) {
        floor_.Announce(p, *proposal);
      } else {
        floor_.Show(p, *proposal);
      }
    }
    return false;
  }

  // The parties' views of old packages may have softened, and new wishes are packages too.
  bool Review() {
    for (ScoredPackage& package : pool_.packages()) {
      if (AskAll(&package)) return true;
    }
    for (int p = 0; p < floor_.num_parties(); ++p) {
      const Offer* wish = drafter_.WishOf(p);
      if (wish != nullptr && Consider(*wish)) return true;
    }
    if (!drafted_) drafted_ = drafter_.WriteFirst(&text_.offer);
    if (!drafted_) return false;
    if (!closes_late_ && CloseOnBest()) return true;
    if (AskAll(&text_)) return true;
    Keep(text_);
    return AgreedOn(text_);
  }

  bool Consider(const Offer& offer) {
    if (pool_.Holds(offer)) return false;
    ScoredPackage package{.offer = offer};
    if (AskAll(&package)) return true;
    Keep(package);
    return false;
  }

  // What stands anyhow needs no agreement.
  bool Stands(const Offer& offer) const {
    const Outcome* status_quo = floor_.table().status_quo;
    return status_quo != nullptr && offer == *status_quo;
  }
  void Keep(const ScoredPackage& package) {
    if (!Stands(package.offer)) pool_.Keep(package);
  }

  // One draft, put to all; the text moves uphill, and downhill with falling probability.
  bool Step(double progress) {
    if (!drafted_) return false;
    ScoredPackage draft{.offer = text_.offer};
    drafter_.Change(text_, &draft.offer);
    if (draft.offer == text_.offer) return false;
    if (AskAll(&draft)) return true;
    Keep(draft);
    if (AgreedOn(draft)) return true;
    if (drafter_.Moves(pool_.Score(draft) - pool_.Score(text_), progress)) text_ = draft;
    return false;
  }

  // Puts a package to all. True if somebody left.
  bool AskAll(ScoredPackage* package) {
    const PoolOffer shown{.offer = package->offer};
    floor_.Show(Floor::kMediator, shown);
    package->accepted = 0;
    package->refused = 0;
    const bool quiet = options_.votes == Votes::kConfidential;
    for (int p = 0; p < floor_.num_parties(); ++p) {
      Judgement reply;
      const Floor::Answer answer = floor_.Ask(p, Floor::kMediator, shown, &reply, quiet);
      if (answer == Floor::Answer::kLeft) return true;
      if (answer == Floor::Answer::kYes) package->accepted |= Bit(p);
      if (reply.appraisal.refusal != Refusal::kNone) package->refused |= Bit(p);
      package->worth[p] = reply.appraisal.worth;
    }
    pool_.Note(*package);
    RememberOffer(*package);
    return false;
  }

  // A text that all others would sign is as good as an offer of theirs.
  void RememberOffer(const ScoredPackage& package) {
    for (int p = 0; p < floor_.num_parties(); ++p) {
      double& best = floor_.result().best_offered[p];
      const bool others = (package.accepted | Bit(p)) == assent_.everybody();
      if (others && package.worth[p] > best) best = package.worth[p];
    }
  }

  bool AgreedOn(const ScoredPackage& package) {
    if (closes_late_ || Stands(package.offer) || !assent_.MetBy(package.accepted)) return false;
    floor_.Agree(Floor::kMediator, package.offer);
    return true;
  }

  bool CloseOnBest() {
    const ScoredPackage* best = pool_.BestAccepted();
    if (best == nullptr) return false;
    floor_.Agree(Floor::kMediator, best->offer);
    return true;
  }

  const SingleTextOptions& options_;
  const AssentRule& assent_;
  Floor& floor_;
  MediatorsPool pool_;
  TextDrafter drafter_;
  const bool closes_late_ = options_.closing == Closing::kLast;
  bool drafted_ = false;
  ScoredPackage text_;
};

/// A single negotiating text: the mediator keeps one text, changes it draft by draft, and asks all
/// parties about each draft, until enough accept.
///
/// At every tick the mediator first hears what each party would table, asks again about the
/// packages it remembers, and then makes `drafts` drafts. A draft differs from the text in 1 ..
/// `changes` issues: with probability `from_pool` terms of the remembered package that the party
/// least satisfied with the text likes best, else issues and options drawn by lot. With s_i how
/// satisfied party i is (MediatorsPool::Satisfaction), a draft becomes the text if
///   V = least * min s_i + (1 - least) * mean s_i
/// does not fall, else with probability exp(dV / T), T = temperature * (1 - progress)^cooling.
///
/// The mediator sees no preferences: it goes by the votes and, in confidence, by what parties say a
/// text is worth to them on scales of their own, of which only the position between each party's
/// least and largest answer counts. Parties do not hear confidential answers or each other's
/// wishes.
///
/// A text is agreed if those accept it whom the rule of assent asks for: at once, or (`closing`
/// last) the best-scored one at the last tick. Several at one time: the best score, then the first
/// in the order of enumeration. The agreement's proposer is the mediator (-1).
///
/// Time: all drafts of a tick happen at its time. Cost: (pool + parties + drafts + 1) judgements of
/// each party per tick.
///
/// Source: Klein, Faratin, Sayama & Bar-Yam (2003), mediated single text with annealing; the
/// one-text procedure: Fisher & Ury (1981), Raiffa (1982).
class SingleText final : public Protocol {
 public:
  SittingResult Run(const SittingTable& table) const override {
    DRAGOMAN_ASSERT(table.space != nullptr);
    SittingResult result;
    Floor floor(table, terms_, &result);
    const AssentRule assent(terms_, floor.num_parties());
    Mediation mediation(options_, assent, &floor);
    for (int tick = 1; tick <= floor.num_ticks(); ++tick) {
      if (!floor.StartTick(tick)) break;
      if (mediation.Round()) break;
      if (tick < floor.num_ticks() && floor.BreaksDown(BreakdownAt::kTick)) break;
    }
    floor.Close();
    return result;
  }

  void Serialize(FieldVisitor* v) override {
    options_.Serialize(v);
    terms_.Serialize(v, kTermAssent | kTermSilence | kTermBreakdown | kTermLeaving);
  }

 private:
  SingleTextOptions options_;
  ProtocolTerms terms_;
};

const RegisterProtocol<SingleText> kRegisteredSingleText{
    {
        .name = "single_text",
        .summary = "A mediator redrafts one text until the parties accept it, by annealing.",
        .formula = "V = least min s_i + (1 - least) mean s_i; a draft replaces the text if V does "
                   "not fall, else with probability exp(dV / T), T = temperature (1 - "
                   "progress)^cooling; agreed once accepted as the rule of assent asks",
        .source = "Klein, Faratin, Sayama & Bar-Yam (2003); Raiffa (1982)",
    },
    {.space = true}};

}  // namespace

}  // namespace dragoman
