#include "engine/report/multiverse_text.h"

#include <algorithm>
#include <cmath>

#include "engine/core/text.h"
#include "engine/experiments/progress_meter.h"
#include "engine/report/names.h"

namespace dragoman {
namespace {

constexpr std::size_t kLongestLevel = 14;
constexpr double kEvenOdds = 0.5;

std::string OutcomePhrase(std::size_t outcome) {
  if (outcome == kMultiverseSome) return "5+ " + HeadlinePhrase(5) + " or better";
  if (outcome == kMultiverseFull) return "6+ " + HeadlinePhrase(6) + " or better";
  if (outcome >= kMultiverseFlag) {
    return "flag: " + FlagPhrase(static_cast<Flag>(outcome - kMultiverseFlag));
  }
  return std::to_string(outcome) + " " + HeadlinePhrase(static_cast<int>(outcome));
}

/// "rank_sum / derived / 10 / A+B / off", or "as written".
std::string UniverseLabel(const MultiversePlan& plan, std::size_t universe) {
  if (universe == plan.reference()) return "as written";
  const std::vector<std::size_t> levels = plan.LevelsOf(universe);
  std::string text;
  for (std::size_t c = 0; c < levels.size(); ++c) {
    text += (c == 0 ? "" : "/") + Clip(plan.choices[c].levels[levels[c]], kLongestLevel);
  }
  return text;
}

std::string InPoints(double share) { return Fixed(100 * share, 1); }

/// "12.3"; what would round to 0 is "<0.1".
std::string AtLeastATenth(double share) { return share < 0.0005 ? "<0.1" : InPoints(share); }

/// What the universes of `members` have in common and no other universe has: "red_lines off".
/// Empty if no single choice sets them apart.
std::string SetApartBy(const MultiversePlan& plan, const std::vector<bool>& members) {
  for (std::size_t c = 0; c < plan.choices.size(); ++c) {
    const MultiverseChoice& choice = plan.choices[c];
    std::vector<bool> inside(choice.levels.size());
    std::vector<bool> outside(choice.levels.size());
    for (std::size_t u = 0; u < members.size(); ++u) {
      (members[u] ? inside : outside)[plan.LevelsOf(u)[c]] = true;
    }
    std::vector<std::string> levels;
    bool apart = true;
    for (std::size_t l = 0; l < choice.levels.size(); ++l) {
      apart = apart && !(inside[l] && outside[l]);
      if (inside[l]) levels.push_back(choice.levels[l]);
    }
    if (apart) return std::string(choice.name()) + " " + Listed(levels);
  }
  return {};
}

/// "in 12 of 72 universes (those with red_lines off)".
std::string InSome(const MultiversePlan& plan, const std::vector<bool>& members) {
  const auto count = std::count(members.begin(), members.end(), true);
  const std::string apart = SetApartBy(plan, members);
  return "in " + std::to_string(count) + " of " + std::to_string(members.size()) + " universes" +
         (apart.empty() ? "" : " (those with " + apart + ")");
}

std::string LikeliestHeadlineSentence(const MultiverseReport& report) {
  const std::vector<std::size_t> likeliest = LikeliestHeadlines(report.counts);
  std::vector<std::string> parts;
  // The most frequent first.
  std::vector<std::pair<std::ptrdiff_t, std::size_t>> counts;
  for (std::size_t k = 0; k < kNumHeadlines; ++k) {
    const auto count = std::count(likeliest.begin(), likeliest.end(), k);
    if (count > 0) counts.emplace_back(-count, k);
  }
  std::sort(counts.begin(), counts.end());
  for (const auto& [unused, headline] : counts) {
    const std::string name = "headline " + std::to_string(headline) + " (" +
                             HeadlinePhrase(static_cast<int>(headline)) + ")";
    if (counts.size() == 1) {
      return "The likeliest is " + name + " in all " + std::to_string(likeliest.size()) +
             " universes.";
    }
    std::vector<bool> members;
    members.reserve(likeliest.size());
    for (const std::size_t one : likeliest) members.push_back(one == headline);
    parts.push_back(name + " " + InSome(report.plan, members));
  }
  return "Which headline is the likeliest depends on the choices: " + Join(parts, "; ") + ".";
}

/// How often a headline of this rank or a better one comes about.
std::string AtLeastSentence(const MultiverseReport& report, std::size_t outcome) {
  const OutcomeSpread spread = SpreadOf(report.plan, report.counts, outcome);
  const int headline = outcome == kMultiverseSome ? 5 : 6;
  std::string text =
      "Headline " + std::to_string(headline) + " (" + HeadlinePhrase(headline) + ") or better";
  if (spread.max == 0) return text + " comes about in no universe.";
  text += " comes about in " + Percent(spread.min) + " to " + Percent(spread.max) + " of runs, " +
          Percent(spread.reference) + " as written";
  if (spread.most_influential < 0) return text + ".";
  const auto most = static_cast<std::size_t>(spread.most_influential);
  return text + "; " + std::string(report.plan.choices[most].name()) + " moves it most (by " +
         AtLeastATenth(spread.effects[most].range) + " points).";
}

std::string FlagSentence(const MultiverseReport& report) {
  std::vector<std::string> always;
  std::vector<std::string> never;
  std::vector<std::string> open;
  for (std::size_t f = 0; f < kNumFlags; ++f) {
    std::vector<bool> likely;
    for (const VerdictCounts& count : report.counts.universes) {
      likely.push_back(ProbabilityOf(count, kMultiverseFlag + f) > kEvenOdds);
    }
    const auto count = std::count(likely.begin(), likely.end(), true);
    const std::string name = FlagPhrase(static_cast<Flag>(f));
    if (count == 0) {
      never.push_back(name);
    } else if (count == static_cast<std::ptrdiff_t>(likely.size())) {
      always.push_back(name);
    } else {
      open.push_back(name + " " + InSome(report.plan, likely));
    }
  }
  std::vector<std::string> parts;
  if (!always.empty()) parts.push_back("in every universe " + Listed(always));
  if (!never.empty()) parts.push_back("in none " + Listed(never));
  if (!open.empty()) parts.push_back("in some only " + Join(open, "; "));
  return "Likelier than not: " + Join(parts, "; ") + ".";
}

std::string ChoiceList(const MultiversePlan& plan) {
  std::vector<std::string> parts;
  for (const MultiverseChoice& choice : plan.choices) {
    std::vector<std::string> levels;
    for (std::size_t l = 0; l < choice.levels.size(); ++l) {
      levels.push_back(choice.levels[l] + (l == choice.reference ? " [as written]" : ""));
    }
    parts.push_back(std::string(choice.name()) + " {" + Join(levels) + "}");
  }
  return Join(parts, " x ");
}

std::string RangeTable(const MultiverseReport& report, const std::vector<OutcomeSpread>& spreads) {
  TextTable table({false, true, true, true, false});
  table.AddRow({"", "as written", "lowest", "highest", "moved most by"});
  for (std::size_t k = 0; k < spreads.size(); ++k) {
    const OutcomeSpread& spread = spreads[k];
    if (spread.max == 0) continue;
    std::string most = "nothing";
    if (spread.most_influential >= 0) {
      const auto c = static_cast<std::size_t>(spread.most_influential);
      most = std::string(report.plan.choices[c].name()) + ", by " +
             AtLeastATenth(spread.effects[c].range) + " points";
    }
    table.AddRow({OutcomePhrase(k), Percent(spread.reference), Percent(spread.min),
                  Percent(spread.max), most});
  }
  return table.Text();
}

std::string EffectTable(const MultiverseReport& report, const std::vector<OutcomeSpread>& spreads) {
  std::vector<bool> numeric(report.plan.choices.size() + 2, true);
  numeric[0] = false;
  TextTable table(numeric);
  std::vector<std::string> header = {""};
  for (const MultiverseChoice& choice : report.plan.choices) header.emplace_back(choice.name());
  header.emplace_back("together");
  table.AddRow(header);
  for (std::size_t k = 0; k < spreads.size(); ++k) {
    if (spreads[k].max == 0) continue;
    std::vector<std::string> row = {OutcomePhrase(k)};
    double interaction = spreads[k].min == spreads[k].max ? 0 : 1;
    for (const MainEffect& effect : spreads[k].effects) {
      row.push_back(InPoints(effect.range) + " (" + Fixed(100 * effect.share, 0) + "%)");
      interaction -= effect.share;
    }
    row.push_back(Fixed(100 * std::max(0.0, interaction), 0) + "%");
    table.AddRow(row);
  }
  return table.Text();
}

std::string EndsTable(const MultiverseReport& report, const std::vector<OutcomeSpread>& spreads) {
  TextTable table({false, false, false});
  table.AddRow({"", "lowest in", "highest in"});
  for (std::size_t k = 0; k < spreads.size(); ++k) {
    if (spreads[k].min == spreads[k].max) continue;
    table.AddRow({OutcomePhrase(k), UniverseLabel(report.plan, spreads[k].lowest),
                  UniverseLabel(report.plan, spreads[k].highest)});
  }
  return table.Text();
}

std::string NeverText(const std::vector<OutcomeSpread>& spreads, int width) {
  std::vector<std::string> never;
  for (std::size_t k = 0; k < spreads.size(); ++k) {
    if (spreads[k].max == 0) never.push_back(OutcomePhrase(k));
  }
  if (never.empty()) return {};
  return Wrap("Never, in any universe: " + Join(never, "; ") + ".", "  ", width);
}

/// How far chance alone may move one value: its Monte Carlo error.
std::string ChanceText(const MultiverseReport& report) {
  const double error = std::sqrt(kEvenOdds * kEvenOdds / static_cast<double>(report.runs));
  const auto per_coding = static_cast<std::uint64_t>(report.talks_per_coding);
  const std::uint64_t codings = (report.runs + per_coding - 1) / per_coding;
  return "A single value has a Monte Carlo error of up to " + InPoints(error) +
         " points, and rests on " + WithThousands(codings) + " sampled coding" +
         (codings == 1 ? "" : "s") +
         "; all universes share their random numbers, so that differences between them are surer "
         "than that.";
}

}  // namespace

std::vector<std::string> MultiverseConclusions(const MultiverseReport& report) {
  return {LikeliestHeadlineSentence(report), AtLeastSentence(report, kMultiverseSome),
          AtLeastSentence(report, kMultiverseFull), FlagSentence(report)};
}

std::string MultiverseText(const MultiverseReport& report, const TextStyle& style) {
  std::vector<OutcomeSpread> spreads;
  for (std::size_t k = 0; k < kMultiverseOutcomes; ++k) {
    spreads.push_back(SpreadOf(report.plan, report.counts, k));
  }
  std::string text =
      Wrap("Which conclusions survive other defensible choices? All " +
               std::to_string(report.plan.num_universes()) + " combinations of " +
               ChoiceList(report.plan) + ", " + WithThousands(report.runs) +
               " runs each with the same random numbers. Conditional on this coding; not a "
               "forecast.",
           "", style.width);
  text += "\n" + Heading("Range over the universes", style);
  text += RangeTable(report, spreads) + NeverText(spreads, style.width);
  text += "\n" + Heading("Main effect of each choice, in percentage points", style);
  text += EffectTable(report, spreads);
  text += Wrap(
      "Largest less smallest mean over the levels of the choice, all other choices averaged; in "
      "brackets its first-order share of the variance over universes. together: the share left to "
      "combinations of choices.",
      "  ", style.width);
  text += "\n" + Heading("Universes at the ends", style);
  std::vector<std::string> order;
  for (const MultiverseChoice& choice : report.plan.choices) order.emplace_back(choice.name());
  text += EndsTable(report, spreads);
  text += Wrap("Written " + Join(order, "/") + "; the first of equal ones.", "  ", style.width);
  text += "\n" + Heading("What survives", style);
  for (const std::string& sentence : MultiverseConclusions(report)) {
    text += Wrap(sentence, "  ", style.width);
  }
  text += "\n" + Wrap(ChanceText(report), "", style.width);
  text += "Again: " + report.command + "\n";
  return text;
}

}  // namespace dragoman
