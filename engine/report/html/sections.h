#pragma once

#include "engine/report/html/report_data.h"
#include "engine/report/html/report_sink.h"

/// @file
/// The sections of the report, in the order of the page; each in a file of its own. A section asks
/// one question, answers it in words, then shows a chart and the same as a table.

namespace dragoman {

/// What came of it, in words.
void WriteVerdictSection(const ReportData& data, ReportSink* sink);
/// How likely is each outcome, and how much hangs on the reading of the claims?
void WriteHeadlineSection(const ReportData& data, ReportSink* sink);
/// Where did each party end up?
void WritePartySection(const ReportData& data, ReportSink* sink);
/// What could they have agreed on, two by two?
void WriteSpaceSection(const ReportData& data, ReportSink* sink);
/// What happened on each issue, meeting by meeting?
void WriteTimelineSection(const ReportData& data, ReportSink* sink);
/// Who conceded how much, and when?
void WriteConcessionSection(const ReportData& data, ReportSink* sink);
/// Who blocks, how often, by how much?
void WriteBlockerSection(const ReportData& data, ReportSink* sink);
/// What if? Only with --what-ifs.
void WriteWhatIfSection(const ReportData& data, ReportSink* sink);
/// What is assumed, and where does it come from?
void WriteAssumptionSection(const ReportData& data, ReportSink* sink);
/// What this cannot tell.
void WriteLimitSection(const ReportData& data, ReportSink* sink);
/// The commands that give the same numbers again.
void WriteCommandSection(const ReportData& data, ReportSink* sink);

}  // namespace dragoman
