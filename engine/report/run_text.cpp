#include "engine/report/run_text.h"

#include <vector>

#include "engine/core/text.h"
#include "engine/core/version.h"
#include "engine/experiments/progress_meter.h"
#include "engine/report/blocker_text.h"
#include "engine/report/names.h"
#include "engine/report/party_text.h"
#include "engine/report/run_json.h"
#include "engine/report/verdict.h"
#include "engine/wire/number_text.h"

namespace dragoman {
namespace {

constexpr int kBarWidth = 24;

std::string CodingBand(const Share& share) {
  if (!share.has_band) return "-";
  return Fixed(100 * share.low, 0) + "-" + Fixed(100 * share.high, 0);
}

std::string Points(double share) { return Fixed(100 * share, 1); }

/// Share, error and band in three cells.
void AddShareCells(const Share& share, std::vector<std::string>* cells) {
  cells->push_back(Percent(share.p));
  cells->push_back("+-" + Points(share.se));
  cells->push_back(CodingBand(share));
}

std::string Intro(const CompiledScenario& scenario, const BatchSummary& summary) {
  const Scenario& source = scenario.source;
  std::string text = source.title + "\n";
  std::string tier = "tier " + scenario.tier;
  for (const TierSpec& spec : source.tiers) {
    if (spec.id == scenario.tier && !spec.note.empty()) tier += " (" + spec.note + ")";
  }
  text += WithThousands(summary.runs) + " runs over " + WithThousands(summary.codings) +
          (summary.codings == 1 ? " coding" : " codings") + " of " +
          std::to_string(scenario.derivation.num_claims()) + " claims, " + tier + ", seed " +
          std::to_string(summary.seed) + "\n";
  return text;
}

std::string HeadlineSection(const CompiledScenario& scenario, const BatchSummary& summary,
                            const TextStyle& style) {
  const ReportedResult reported = ReportedOutcome(scenario);
  std::string text = Heading("Headline, 0 worst to 7 best: % of runs", style);
  TextTable table({false, true, true, true, true, true, true, false});
  table.AddRow({"", "1st meeting", "error", "band", "at the end", "error", "band", ""});
  for (int h = kNumHeadlines - 1; h >= 0; --h) {
    const auto k = static_cast<std::size_t>(h);
    std::string name = std::to_string(h) + " " + HeadlinePhrase(h);
    if (reported.exists() && reported.verdict.headline == h) name += " *";
    std::vector<std::string> cells = {name};
    AddShareCells(summary.after_first_meeting.headline[k], &cells);
    AddShareCells(summary.at_horizon.headline[k], &cells);
    cells.push_back(Bar(summary.at_horizon.headline[k].p, kBarWidth, style));
    table.AddRow(std::move(cells));
  }
  text += table.Text();
  if (reported.exists()) text += "  * the result reported of the meeting\n";
  return text;
}

std::string FlagSection(const CompiledScenario& scenario, const BatchSummary& summary,
                        const TextStyle& style) {
  const ReportedResult reported = ReportedOutcome(scenario);
  std::string text = Heading("What came about: % of runs; several can in one run", style);
  TextTable table({false, true, true, true, true, true, true, false});
  table.AddRow({"", "1st meeting", "error", "band", "at the end", "error", "band",
                reported.exists() ? "reported" : ""});
  for (int f = 0; f < kNumFlags; ++f) {
    const auto flag = static_cast<Flag>(f);
    if (!FlagIsUsed(scenario, flag)) continue;
    std::vector<std::string> cells = {FlagPhrase(flag)};
    AddShareCells(summary.after_first_meeting.flags[static_cast<std::size_t>(f)], &cells);
    AddShareCells(summary.at_horizon.flags[static_cast<std::size_t>(f)], &cells);
    cells.push_back(reported.exists() ? (reported.verdict.has(flag) ? "yes" : "no") : "");
    table.AddRow(std::move(cells));
  }
  text += table.Text();
  text += Wrap(
      "\"at the end\" is after the last meeting held, of at most " +
          std::to_string(scenario.talks->meetings) +
          ", and the capitals' answer. error: Monte Carlo error of one standard deviation, given "
          "the codings; more runs shrink it. band: 5-95 % of codings; it says how much hangs on "
          "how the claims are read, and no number of runs shrinks it.",
      "  ", style.width);
  return text;
}

std::string MeaningSection(const CompiledScenario& scenario, const TextStyle& style) {
  std::string text = Heading("What these words mean here", style);
  for (int f = 0; f < kNumFlags; ++f) {
    const auto flag = static_cast<Flag>(f);
    const std::string meaning = FlagMeaning(scenario, flag);
    if (!meaning.empty()) {
      text += Wrap(meaning, "  " + PadRight(FlagPhrase(flag), 20) + "  ", style.width);
    }
  }
  return text;
}

struct ScoreName {
  const char* title;
  const char* meaning;
};
constexpr std::array<ScoreName, kNumScores> kScoreTexts = {{
    {"depth", "weighted distance of what was agreed from the status quo"},
    {"distance closed", "part of the distance between the positions that was closed"},
    {"joint gain", "sum of both sides' gains over no deal"},
    {"Nash product", "product of the gains; 0 as soon as one side gains nothing"},
    {"fairness", "smaller gain over larger; 1 also where nothing was signed"},
    {"trust change", "mean over the sides, end minus start; trust runs from 0 to 1"},
    {"meetings", "meetings held"},
    {"until agreement", "meetings until anything of substance was signed"},
    {"process continues", "1 if it stood at the end, 0 if it had broken off"},
}};

std::string ScoreSection(const BatchSummary& summary, const TextStyle& style) {
  std::string text = Heading("Scores at the end: mean over runs (standard deviation)", style);
  TextTable table({false, true, true, false});
  for (std::size_t k = 0; k < kScoreTexts.size(); ++k) {
    const Moments& score = summary.scores[k];
    table.AddRow({kScoreTexts[k].title, Fixed(score.mean, 3), "(" + Fixed(score.sd, 3) + ")",
                  kScoreTexts[k].meaning});
  }
  return text + table.Text();
}

std::string NoteSection(const CompiledScenario& scenario, const BatchSummary& summary,
                        const RunSettings& settings, const TextStyle& style) {
  std::string text = Heading("Before you quote this", style);
  const auto note = [&](const std::string& sentence) {
    text += Wrap(sentence, "  - ", style.width);
  };
  note("Conditional on this coding; not a forecast.");
  const std::string meetings = std::to_string(scenario.talks->meetings);
  note("The horizon of " + meetings + (meetings == "1" ? " meeting" : " meetings") +
       " is a modelling choice: concessions are timed to it. Try --set talks.meetings=6.");
  for (const std::string& warning : Warnings(scenario, summary)) note(warning);
  text += "\n" + Heading("To see the same again", style);
  text += "  " + ReproducingCommand(settings) + "\n";
  text +=
      "  result hash " + HexText(summary.result_hash) + ", version " + std::string(kVersion) + "\n";
  return text;
}

}  // namespace

std::string VerdictText(const CompiledScenario& scenario, const BatchSummary& summary,
                        const TextStyle& style) {
  std::string text;
  for (const std::string& sentence : VerdictSentences(scenario, summary)) {
    text += Wrap(sentence, "  ", style.width);
  }
  return text;
}

std::string RunText(const CompiledScenario& scenario, const BatchSummary& summary,
                    const RunSettings& settings, const TextStyle& style, std::string_view views) {
  std::string text = Intro(scenario, summary);
  text += "\n" + Heading("Verdict", style) + VerdictText(scenario, summary, style);
  if (!views.empty()) text += "\n" + std::string(views);
  text += "\n" + HeadlineSection(scenario, summary, style);
  text += "\n" + FlagSection(scenario, summary, style);
  text += "\n" + MeaningSection(scenario, style);
  text += "\n" + Heading("Who blocked what", style) + BlockerText(scenario, summary, style);
  text += "\n" + Heading("The parties, as the claims read at their likeliest", style) +
          PartyTable(scenario, style);
  text += "\n" + ScoreSection(summary, style);
  text += "\n" + NoteSection(scenario, summary, settings, style);
  return text;
}

}  // namespace dragoman
