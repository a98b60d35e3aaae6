#include "engine/bargaining/protocols/ballot.h"
#include "engine/bargaining/registry.h"
#include "engine/core/fields.h"

namespace dragoman {
namespace {

const StreamKey kRecognitionStream = MakeStream("protocol recognition");
const StreamKey kSecondStream = MakeStream("protocol second");

enum class FloorRule : unsigned char { kClosed, kOpen };
constexpr std::array<std::string_view, 2> kFloorRuleNames = {"closed", "open"};

/// One sitting of the legislature: the motion on the floor, and the two rules for dealing with it.
class Legislature {
 public:
  Legislature(const std::vector<double>& recognition, const AssentRule& assent, Floor* floor)
      : recognition_(recognition), assent_(assent), floor_(*floor) {}

  /// A tick under the closed rule: a proposer is drawn, all vote. True once the sitting is over.
  bool ClosedRound() {
    if (const bool spoke = DrawMotion(); !spoke) return floor_.SilenceBreaks(mover_);
    return Vote(Bit(mover_));
  }

  /// A tick under the open rule: another party is drawn and either calls for the vote or moves an
  /// amendment, which replaces the motion if enough prefer it.
  bool OpenRound() {
    if (!pending_ && !DrawMotion()) return floor_.SilenceBreaks(mover_);
    pending_ = true;
    const int second = Recognised(kSecondStream, mover_);
    switch (floor_.Ask(second, mover_, motion_)) {
      case Floor::Answer::kYes:
        pending_ = false;
        return Vote(Bit(mover_) | Bit(second));
      case Floor::Answer::kNo:
        return Amend(second);
      case Floor::Answer::kLeft:
        break;
    }
    return true;
  }

 private:
  static std::uint32_t Bit(int party) { return std::uint32_t{1} << party; }

  // False: the party drawn has nothing to move.
  bool DrawMotion() {
    mover_ = Recognised(kRecognitionStream, kNobody);
    const PoolOffer* proposal = floor_.CallOn(mover_);
    if (proposal == nullptr) return false;
    motion_ = *proposal;
    floor_.Announce(mover_, motion_);
    return true;
  }

  bool Vote(std::uint32_t bound) {
    const VoteEnd vote = PutToVote(mover_, motion_, bound, assent_, &floor_);
    if (vote == VoteEnd::kCarried) floor_.Agree(mover_, motion_.offer);
    return vote != VoteEnd::kLost;
  }

  // Each votes for the text that it says is worth more to it, the old one if equal.
  bool Amend(int second) {
    const PoolOffer* proposal = floor_.CallOn(second);
    if (proposal == nullptr) return floor_.SilenceBreaks(second);
    const PoolOffer amendment = *proposal;
    floor_.Announce(second, amendment);
    std::uint32_t for_it = Bit(second);
    for (int party = 0; party < floor_.num_parties(); ++party) {
      if (party == second || party == mover_) continue;
      const double before = floor_.Seat(party).Judge(motion_.offer, floor_.clock()).appraisal.worth;
      Judgement reply;
      if (floor_.Ask(party, second, amendment, &reply) == Floor::Answer::kLeft) return true;
      if (reply.appraisal.worth > before) for_it |= Bit(party);
    }
    if (!assent_.MetBy(for_it | (floor_.num_parties() == 2 ? Bit(mover_) : 0))) return false;
    motion_ = amendment;
    mover_ = second;
    return false;
  }

  double ShareOf(int party) const {
    const auto p = static_cast<std::size_t>(party);
    return p < recognition_.size() ? recognition_[p] : 1;
  }

  // A party other than `excluded`, with probability in proportion to its share.
  int Recognised(StreamKey stream, int excluded) const {
    double total = 0;
    int eligible = 0;
    for (int p = 0; p < floor_.num_parties(); ++p) {
      if (p == excluded) continue;
      total += ShareOf(p);
      ++eligible;
    }
    const bool equal = !(total > 0);
    const auto k = static_cast<std::uint64_t>(floor_.clock().tick - 1);
    double left = floor_.Draw(stream, k) * (equal ? eligible : total);
    int drawn = kNobody;
    for (int p = 0; p < floor_.num_parties(); ++p) {
      if (p == excluded) continue;
      const double share = equal ? 1 : ShareOf(p);
      if (!(share > 0)) continue;
      drawn = p;
      left -= share;
      if (left < 0) break;
    }
    return drawn;
  }

  static constexpr int kNobody = -1;
  const std::vector<double>& recognition_;
  const AssentRule& assent_;
  Floor& floor_;
  PoolOffer motion_;
  int mover_ = 0;
  bool pending_ = false;  ///< A motion waits for a second (open rule).
};

/// Bargaining in legislatures: at every tick one party is drawn, in proportion to `recognition`, to
/// propose.
///
/// Closed rule: all vote on the proposal; if it is lost, the next tick draws anew. Open rule:
/// another party is drawn among the rest; it either accepts the motion, which is then put to the
/// vote, or moves an amendment. Those vote for the amendment who say it is worth more to them; if
/// they are enough for the rule of assent it is the motion of the next tick, else the old motion
/// stays. Among two parties the second one's amendment always replaces the motion.
///
/// Time: every tick is one session of the legislature. Every proposal is answered in its tick under
/// the closed rule; under the open rule the motion of the last tick may stay unanswered. One motion
/// at a time, so no ties.
///
/// Source: Baron & Ferejohn (1989), "Bargaining in legislatures", American Political Science Review
/// 83; with unanimity the random-proposer game of Binmore (1987).
class RandomProposer final : public Protocol {
 public:
  RandomProposer() { terms_.assent = Assent::kMajority; }

  SittingResult Run(const SittingTable& table) const override {
    SittingResult result;
    Floor floor(table, terms_, &result);
    const AssentRule assent(terms_, floor.num_parties());
    Legislature legislature(recognition_, assent, &floor);
    for (int tick = 1; tick <= floor.num_ticks(); ++tick) {
      if (!floor.StartTick(tick)) break;
      const bool over =
          rule_ == FloorRule::kClosed ? legislature.ClosedRound() : legislature.OpenRound();
      if (over) break;
      if (tick < floor.num_ticks() && floor.BreaksDown(BreakdownAt::kTick)) break;
    }
    floor.Close();
    return result;
  }

  void Serialize(FieldVisitor* v) override {
    v->Visit({.name = "recognition",
              .doc = "how often each seat is drawn, relative to the others; 1 where none is given",
              .range = {.min = 0, .max = 1e12}},
             &recognition_);
    v->Visit({.name = "rule",
              .doc = "closed: a proposal is voted on as it is; open: it may be amended first"},
             &rule_, kFloorRuleNames);
    terms_.Serialize(v, kTermAssent | kTermBallot | kTermSilence | kTermBreakdown | kTermLeaving);
  }

 private:
  std::vector<double> recognition_;
  FloorRule rule_ = FloorRule::kClosed;
  ProtocolTerms terms_;
};

const RegisterProtocol<RandomProposer> kRegisteredRandomProposer{{
    .name = "random_proposer",
    .summary = "Each round a party drawn by lot proposes and all vote, by majority or quota.",
    .formula = "party i proposes with probability recognition_i / sum; agreed if those accept whom "
               "the rule of assent asks for; open rule: the proposal may be amended first",
    .source = "Baron & Ferejohn (1989)",
}};

}  // namespace
}  // namespace dragoman
