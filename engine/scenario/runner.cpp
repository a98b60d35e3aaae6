#include "engine/scenario/runner.h"

#include <bit>

#include "engine/core/random.h"

namespace dragoman {
namespace {

std::uint64_t Stir(std::uint64_t hash, std::uint64_t value) {
  return MixBits(hash ^ value) + value;
}

std::uint64_t StirOutcome(std::uint64_t hash, const Outcome& outcome) {
  for (const OptionIndex option : outcome.options) hash = Stir(hash, option + 1U);
  return hash;
}

}  // namespace

std::uint64_t HashOf(const RunRecord& record) {
  std::uint64_t hash = MixBits(record.run + 0x9e3779b97f4a7c15ULL);
  hash = Stir(hash, record.first.flags | (std::uint64_t{record.first.headline} << 16) |
                        (std::uint64_t{record.end.flags} << 24) |
                        (std::uint64_t{record.end.headline} << 40));
  hash = Stir(hash, static_cast<std::uint64_t>(record.meetings) |
                        (static_cast<std::uint64_t>(record.ended_in) << 8) |
                        (static_cast<std::uint64_t>(record.deal_in) << 16) |
                        (static_cast<std::uint64_t>(record.days) << 24));
  for (const double score : record.scores) hash = Stir(hash, std::bit_cast<std::uint64_t>(score));
  if (record.survival_180 > 0) {
    hash = Stir(hash, std::bit_cast<std::uint64_t>(record.survival_180));
  }
  hash = StirOutcome(hash, record.after_first);
  return StirOutcome(hash, record.standing);
}

Runner::Runner(const CompiledScenario& scenario, std::uint64_t seed)
    : scenario_(scenario),
      seed_(seed),
      coding_(scenario.derivation.MakeCoding()),
      talks_(*scenario.talks),
      finder_(*scenario.talks) {}

void Runner::UseCoding(std::uint64_t coding) {
  if (coding == current_coding_) return;
  current_coding_ = coding;
  scenario_.derivation.DeriveSample(Random(seed_, coding), &coding_);
  talks_.StartCoding(coding_);
}

const RunRecord& Runner::Run(std::uint64_t run, TalkObserver* observer,
                             BlockerFinding const** blockers) {
  const auto per_coding = static_cast<std::uint64_t>(scenario_.talks->talks_per_coding);
  UseCoding(run / per_coding);
  const Random random(seed_, run);
  talks_.Prepare(random, observer);
  if (blockers != nullptr) *blockers = &finder_.Find(talks_);
  const TalkResult& result = talks_.Play(random);
  record_.run = run;
  record_.coding = current_coding_;
  record_.first = Judge(scenario_.outcomes, result, 1);
  record_.end = Judge(scenario_.outcomes, result, kAtTheEnd);
  record_.scores = ScoreRun(talks_, result);
  record_.meetings = result.meetings;
  record_.ended_in = result.ended_in;
  record_.deal_in = result.deal_in;
  record_.days = result.days;
  record_.survival_30 = result.survival_30;
  record_.survival_180 = result.survival_180;
  record_.standing = result.final_standing;
  record_.after_first = result.meetings > 0 ? result.after[0] : result.final_standing;
  return record_;
}

}  // namespace dragoman
